-- How somebody is employed, null where it is not known, and the working time that a part-timer's contract says:
-- per week or per month, as it is written there (L3123-6).
alter table artists
  add column employment text constraint artists_employment check (employment in (
    'cddu', 'monthly', 'cdii', 'part_time', 'forfait_jours', 'cadre_dirigeant', 'volunteer', 'trainee')),
  add column contract_minutes integer constraint artists_contract_minutes check (contract_minutes > 0),
  add column contract_per text constraint artists_contract_per check (contract_per in ('week', 'month')),
  add constraint artists_contract_whole check ((contract_minutes is null) = (contract_per is null)),
  add constraint artists_contract_of_part_time
    check (contract_minutes is null or employment is not distinct from 'part_time');

update artists set employment = 'part_time' where part_time;

-- `employment` is the truth; `part_time` is kept equal to it for an older program. That writes only the latter.
create function employ_as_older_program_says() returns trigger language plpgsql as $$
begin
  new.employment := case when new.part_time then 'part_time' end;
  if not new.part_time then
    new.contract_minutes := null;
    new.contract_per := null;
  end if;
  return new;
end $$;

create trigger artists_part_time_alone before insert or update of part_time on artists for each row
  when (new.part_time is distinct from (new.employment is not distinct from 'part_time'))
  execute function employ_as_older_program_says();

alter table artists add constraint artists_part_time_is_employment
  check (part_time = (employment is not distinct from 'part_time'));
