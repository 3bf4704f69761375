-- What operators call a campaign; nothing depends on it.
alter table campaign add column name varchar(200);
-- When an operator put it out of sight: the list leaves it out unless asked.
alter table campaign add column archived_at bigint;
