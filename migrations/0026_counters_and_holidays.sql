-- What counters of unemployment insurance need to know of outside work: its annexe and cachets, whose it is, and whether
-- it is work, teaching, training or an absence.
alter table outside_work
  add column siret text check (siret ~ '^[0-9]{14}$'),
  add column cachets integer check (cachets between 1 and 31),
  -- Null where it is the person's.
  add column annexe smallint check (annexe in (8, 10)),
  add column category text not null default 'work' check (
    category in ('work', 'general', 'teaching', 'training', 'illness', 'maternity', 'accident')
  );

-- Which public holidays a venue has; null where its time zone tells.
alter table venues add column holidays text check (
  holidays in (
    'metropole', 'alsace-moselle', 'guadeloupe', 'guyane', 'martinique', 'mayotte', 'reunion', 'saint-barthelemy',
    'saint-martin'
  )
);
