-- One installation serves several organisations (a venue, a company, a festival). Every later
-- table is keyed (organisation_id, id) and every foreign key carries organisation_id, so that no
-- row can point into another organisation.
create table organisations (
  id uuid primary key,
  name text not null,
  time_zone text not null default 'Europe/Paris'
);

-- Until people sign in, every caller acts in this one.
insert into organisations (id, name)
values ('00000000-0000-4000-8000-000000000001', 'Default organisation');
