-- The HTTP edge: the log of deliveries and the first answers to repeated requests.

-- name: ping
select 1

-- name: log
-- One statement, not a look-up for each of a thousand people. The highest ids are the newest, as in delivery.sql.
select coalesce(c.phone, '@' || c.username, cast(d.user_id as varchar(20))) as recipient, d.state, d.reason, d.at
  from delivery d
  join campaign k on k.id = d.campaign_id
  left join contact c on c.session_id = k.session_id and c.user_id = d.user_id
 where d.campaign_id = :campaign
   and d.state <> 'CLAIMED'
 order by d.user_id desc
 limit :size

-- name: begin
-- The key decides who is first, on whichever server.
insert into idempotency (path, key, at) values (:path, :key, :at)
on conflict (path, key) do nothing

-- name: take-over
-- Its server went down before it answered.
update idempotency
   set at = :at
 where path = :path
   and key = :key
   and status is null
   and at < :abandoned

-- name: first
select at, status, body from idempotency where path = :path and key = :key

-- name: finish
-- Only by whom it was begun: one who was taken for dead does not answer any more.
update idempotency
   set status = :status, body = :body
 where path = :path
   and key = :key
   and at = :at
   and status is null

-- name: forget
delete from idempotency
 where path = :path
   and key = :key
   and at = :at
   and status is null

-- name: purge
delete from idempotency where at < :before
