-- Links under which the public forms of an app are filled in without signing in. Which forms there are, and what they
-- open, is said by the documents of the app; whether one is switched on, and under which link, is said here.
create table mortise.public_link (
  workspace text not null,
  app text not null,
  form text not null,
  token text not null,
  active boolean not null,
  owner_id uuid,
  department_id uuid,
  renewed_at timestamptz(3) not null,
  renewed_by uuid,
  primary key (workspace, app, form),
  constraint public_link_token_uq unique (token)
);

-- One row per answer, for limits and so that one that is sent twice is taken once. Nothing of what was answered is here:
-- the device is a random number of the browser, address and value are keyed hashes.
create table mortise.public_answer (
  id uuid primary key,
  workspace text not null,
  app text not null,
  form text not null,
  request uuid not null,
  state text not null check (state in ('taking', 'taken', 'known')),
  at timestamptz(3) not null,
  device text not null,
  address text not null,
  value text,
  constraint public_answer_request_uq unique (workspace, app, form, request)
);

create index public_answer_at_ix on mortise.public_answer (workspace, app, form, at);

create index public_answer_device_ix on mortise.public_answer (workspace, app, form, device);

create index public_answer_address_ix on mortise.public_answer (workspace, app, form, address, at);

create index public_answer_value_ix on mortise.public_answer (workspace, app, form, value) where value is not null;
