-- The language of answers and mail, null where none was chosen. The column before, which is never null, stays
-- for an older program, which reads no null; nothing reads it any more.
alter table organisations
  add column chosen_language text
    constraint organisations_chosen_language check (chosen_language in ('fr', 'en'));

-- French was the default, so whether it was chosen is not known.
update organisations set chosen_language = language where language = 'en';
