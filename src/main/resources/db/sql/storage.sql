-- The first answers to repeated requests.

-- name: begin
-- The key decides who is first, on whichever server.
insert into idempotency (path, key, at) values (:path, :key, :at)
on conflict (path, key) do nothing

-- name: take-over
-- Its server went down before it answered: a minute ago, or before the clock was turned back.
update idempotency
   set at = :at
 where path = :path
   and key = :key
   and status is null
   and (at < :abandoned or at > :ahead)

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

-- name: probe
-- A write as small as there is one, to a row that nobody else needs.
insert into counter (name, value) values ('probe', 1)
on conflict (name) do update set value = counter.value + 1
