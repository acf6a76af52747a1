/** Numbered from 1 without gaps; a released step is never edited. */
export const schemaSteps: readonly string[] = [
  `
  create table meta(key text primary key, value text not null) strict;
  create table document(key text primary key, head_seq integer not null, snap_seq integer not null, snapshot blob) strict;
  create table document_update(key text not null, seq integer not null, at integer not null, person text not null, body blob not null,
    primary key(key, seq)) strict, without rowid;
  create table document_client(key text not null, client integer not null, person text not null, primary key(key, client)) strict, without rowid;
  create table log_entry(log text not null, seq integer not null, entry text not null, command text not null,
    primary key(log, seq)) strict, without rowid;
  create table account(person text primary key, account text not null unique, parameters text not null, proof_hash text not null,
    sealed_master_key text not null) strict;
  create table session(refresh_hash text primary key, family text not null, person text not null, device text not null,
    ends_at integer not null, family_ends_at integer not null, replaced_by text) strict;
  create index session_family on session(family);
  create index session_person on session(person);
  create table invitation(code_hash text primary key, person text not null, ends_at integer not null, used_at integer) strict;
  create table file(file text not null, meeting text not null, size integer not null, sealed_key blob not null, stored integer not null,
    primary key(file, meeting)) strict, without rowid;
  `,
  `
  create table recovery(person text primary key, parameters text not null, proof_hash text not null,
    sealed_master_key text not null) strict;
  `,
  `
  alter table log_entry add column ballot text;
  `,
  `
  create table file_holder(file text not null, device text not null, person text not null, held_at integer not null, gone_at integer,
    primary key(file, device)) strict, without rowid;
  create index file_holder_device on file_holder(device);
  `,
  `
  create table mail(key text primary key, recipient text not null, subject text not null, body text not null,
    state text not null, due_at integer not null, tries integer not null) strict;
  create index mail_due on mail(state, due_at);
  `,
]
