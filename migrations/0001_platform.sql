-- The platform catalogue: workspaces, apps, their documents, revisions and publishes.
-- Each statement ends with a semicolon at the end of a line and runs in a transaction of its own.
-- Nothing here refers to a workspace schema by a key or a join: only by its name.

create table mortise.workspace (
  key text primary key,
  schema_name text not null unique,
  time_zone text not null,
  created_at timestamptz(3) not null
);

create table mortise.app (
  workspace text not null references mortise.workspace (key),
  key text not null,
  revision integer not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace, key)
);

-- One draft per app: the revision it started from, and the documents that differ from it.
create table mortise.draft (
  workspace text not null,
  app text not null,
  base_revision integer not null,
  updated_at timestamptz(3) not null,
  updated_by uuid,
  primary key (workspace, app)
);

-- A document that is null here is removed by the draft.
create table mortise.draft_document (
  workspace text not null,
  app text not null,
  kind text not null,
  key text not null,
  document jsonb,
  updated_at timestamptz(3) not null,
  updated_by uuid,
  primary key (workspace, app, kind, key),
  foreign key (workspace, app) references mortise.draft (workspace, app) on delete cascade
);

create table mortise.revision (
  workspace text not null,
  app text not null,
  number integer not null,
  at timestamptz(3) not null,
  by_id uuid,
  note text,
  changes jsonb not null,
  statements jsonb not null,
  primary key (workspace, app, number),
  foreign key (workspace, app) references mortise.app (workspace, key)
);

-- The documents a revision changed; a null document is one it removed. A revision as a whole is the latest row of
-- each document up to its number.
create table mortise.revision_document (
  workspace text not null,
  app text not null,
  kind text not null,
  key text not null,
  revision integer not null,
  document jsonb,
  primary key (workspace, app, kind, key, revision),
  foreign key (workspace, app, revision) references mortise.revision (workspace, app, number)
);

-- A publish on its way from one revision to the next. The runner renews its lease; a publish without a living runner
-- is finished or undone by the next one that comes along.
create table mortise.publish (
  id uuid primary key,
  workspace text not null,
  app text not null,
  base_revision integer not null,
  source text not null check (source in ('draft', 'documents')),
  state text not null check (state in ('running', 'pending', 'failed', 'undone', 'done')),
  documents jsonb not null,
  changes jsonb not null,
  by_id uuid,
  note text,
  runner uuid not null,
  lease_until timestamptz(3) not null,
  problem jsonb,
  started_at timestamptz(3) not null,
  finished_at timestamptz(3)
);

-- At most one unfinished publish for each app.
create unique index publish_unfinished_key on mortise.publish (workspace, app) where state in ('running', 'pending');

create table mortise.publish_step (
  publish_id uuid not null references mortise.publish (id) on delete cascade,
  position integer not null,
  step jsonb not null,
  state text not null check (state in ('waiting', 'started', 'present', 'done', 'undone')),
  at timestamptz(3) not null,
  primary key (publish_id, position)
);

create table mortise.setting (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz(3) not null
);
