-- Statements of the room telegram, for SQLite and PostgreSQL alike.

-- name: find-by-name
select id, account_id, name, kind, phone from session where name = :name

-- name: find-by-id
select id, account_id, name, kind, phone from session where id = :id

-- name: all
select id, account_id, name, kind, phone from session order by id

-- name: open
-- Two callers may open one name at once: the unique name decides, and the loser reads the winner's row.
insert into session (id, account_id, name, kind, created_at)
values (:id, :accountId, :name, :kind, :createdAt)
on conflict (name) do nothing

-- name: needs-sync
select count(*) from session where id = :id and synced_at is null

-- name: synced
update session set synced_at = :at where id = :id
