-- What counters of unemployment insurance need to know of outside work: its annexe and cachets, whose it is, and whether
-- it is work, teaching, training or an absence. The annexe is null where it is the person's.
alter table outside_work
  add column siret text constraint outside_work_siret check (siret ~ '^[0-9]{14}$'),
  add column cachets integer constraint outside_work_cachets check (cachets between 1 and 31),
  add column annexe smallint constraint outside_work_annexe check (annexe in (8, 10)),
  add column category text not null default 'work' constraint outside_work_category check (
    category in ('work', 'general', 'teaching', 'training', 'illness', 'maternity', 'accident')
  );
