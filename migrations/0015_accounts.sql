-- An account exists from the moment that its address is proven: what was set before, by whoever
-- claimed the address, opens nothing.
delete from users
where not email_verified and not exists (select from members where user_id = users.id);
delete from accounts where user_id in (select id from users where not email_verified);
delete from sessions where user_id in (select id from users where not email_verified);
update users set email_verified = true where not email_verified;
alter table users
  alter column email_verified set default true,
  add check (email_verified);

-- Whether the person lets this organisation, and the others in which they say the same, know when they
-- work: only they can say so, of the artist who they are.
alter table members
  add column shares_busy boolean not null default false,
  add check (not shares_busy or artist_id is not null);
