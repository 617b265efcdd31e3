-- What people call the workspace; null until an administrator names it.
alter table mortise.workspace add column name jsonb;
