-- Several drafts for each app: the one there was is called "main" from now on.
alter table mortise.draft_document drop constraint draft_document_workspace_app_fkey,
  drop constraint draft_document_pkey, add column draft text not null default 'main';
alter table mortise.draft drop constraint draft_pkey, add column key text not null default 'main',
  add column name text, add column created_at timestamptz(3), add column created_by uuid,
  add primary key (workspace, app, key);
update mortise.draft set created_at = updated_at, created_by = updated_by;
alter table mortise.draft alter column created_at set not null;
alter table mortise.draft_document add primary key (workspace, app, draft, kind, key),
  add foreign key (workspace, app, draft) references mortise.draft (workspace, app, key) on delete cascade;

-- What documents were in drafts, by the hash of their content, so that an edit that started from an earlier state can
-- be merged with what came after it. Only the latest of each document are kept.
create table mortise.document_version (
  workspace text not null,
  app text not null,
  kind text not null,
  key text not null,
  version text not null,
  document jsonb not null,
  at timestamptz(3) not null,
  primary key (workspace, app, kind, key, version)
);

-- The draft that a publish came from; null for documents from elsewhere.
alter table mortise.publish add column draft text;

-- Out of the list of apps, with everything it holds in place.
alter table mortise.app add column archived_at timestamptz(3);
