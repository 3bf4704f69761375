-- Statements of the room telegram, for SQLite and PostgreSQL alike.

-- name: find-by-name
select id, account_id, name, kind, via, phone, rate, paid_broadcast from session where name = :name

-- name: find-by-id
select id, account_id, name, kind, via, phone, rate, paid_broadcast from session where id = :id

-- name: all
select id, account_id, name, kind, via, phone, rate, paid_broadcast from session order by id

-- name: open
-- Two callers may open one name at once: the unique name decides, and the loser reads the winner's row.
insert into session (id, account_id, name, kind, via, state, created_at)
values (:id, :accountId, :name, :kind, :via, :state, :createdAt)
on conflict (account_id, name) do nothing

-- name: needs-sync
select count(*) from session where id = :id and synced_at is null

-- name: synced
update session set synced_at = :at where id = :id

-- name: want-sync
-- Until it is done it is begun again by itself, whatever breaks it off.
update session set synced_at = null, sync_stopped = false where id = :id

-- name: stop-sync
update session set sync_stopped = true where id = :id and synced_at is null

-- name: to-sync
-- Accounts alone: bots cannot list their chats, and a sandbox is copied by whoever uses it first.
select id, account_id, name, kind, via, phone, rate, paid_broadcast
  from session
 where kind = 'USER' and state = 'READY' and synced_at is null and not sync_stopped

-- name: statuses
select id, account_id, name, kind, via, phone, rate, paid_broadcast, state, state_detail, telegram_id
from session order by id

-- name: statuses-page
select id, account_id, name, kind, via, phone, rate, paid_broadcast, state, state_detail, telegram_id
from session
where id > :after and (cast(:account as bigint) is null or account_id = :account)
order by id
limit :size

-- name: status
select id, account_id, name, kind, via, phone, rate, paid_broadcast, state, state_detail, telegram_id
from session where id = :id

-- name: change-state
-- The count tells whether there is news: many messages may learn of one loss.
update session set state = :state, state_detail = :detail
where id = :id and (state <> :state or state_detail is distinct from :detail)

-- name: connected
update session set state = 'READY', state_detail = null, telegram_id = :telegramId, phone = :phone where id = :id

-- name: pace
update session set rate = :rate, paid_broadcast = :paidBroadcast where id = :id

-- name: find-pause
select paused_for, paused_at, paused_until from session where id = :id and paused_for is not null

-- name: keep-pause
update session set paused_for = :cause, paused_at = :from, paused_until = :until where id = :id

-- name: find-secret
select sealed from session_secret where session_id = :session and name = :name

-- name: keep-secret
insert into session_secret (session_id, name, sealed) values (:session, :name, :sealed)
on conflict (session_id, name) do update set sealed = excluded.sealed

-- name: destroy-secrets
delete from session_secret where session_id = :session

-- name: forget-secrets
-- Unless it is connected after all, and only the answer was lost.
delete from session_secret
where session_id = :session and exists (select 1 from session where id = :session and telegram_id is null)

-- name: forget
-- Only what never was connected, and what no campaign was made for meanwhile.
delete from session
where id = :id and telegram_id is null
  and not exists (select 1 from campaign where session_id = :id)
  and not exists (select 1 from contact where session_id = :id)

-- name: taken-among
select update_id from taken_update where session_id = :session and update_id in (values <ids>)

-- name: note-taken
-- A webhook may be called twice at once for the same update.
insert into taken_update (session_id, update_id) values (:session, :id)
on conflict (session_id, update_id) do nothing

-- name: forget-taken
-- On both sides: after a week of silence Telegram may go on with any number, also a lower one.
delete from taken_update where session_id = :session and update_id not between :from and :to

-- name: find-brought
select file_id from brought_file where session_id = :session and hash = :hash and kind = :kind

-- name: note-brought
-- Two servers may bring it at once: either id is good, and the newer one lives longer.
insert into brought_file (session_id, hash, kind, file_id) values (:session, :hash, :kind, :file)
on conflict (session_id, hash, kind) do update set file_id = excluded.file_id

-- name: forget-brought
delete from brought_file where session_id = :session and hash = :hash and kind = :kind
