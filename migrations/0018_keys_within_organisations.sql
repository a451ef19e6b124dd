-- A distributed database holds no unique key that leaves out by what it is distributed. These ids and
-- hashes are random, so nothing is lost; they are still found before their organisation is known.
create index members_by_id on members (id);
alter table members drop constraint members_id_key;

create index invitations_by_id on invitations (id);
alter table invitations drop constraint invitations_id_key;

create index keys_by_hash on keys (hash);
alter table keys drop constraint keys_hash_key;
alter table keys add constraint keys_once unique (organisation_id, hash);
