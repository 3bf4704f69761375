-- The answers that repeated requests get again.

-- name: begin
-- The key decides who is first, on whichever server.
insert into idempotent_request (caller, route, key, at) values (:caller, :route, :key, :at)
on conflict (caller, route, key) do nothing

-- name: take-over
-- Its server went down before it answered: longer ago than any answer takes, or before the clock was turned back.
update idempotent_request
   set at = :at
 where caller = :caller
   and route = :route
   and key = :key
   and status is null
   and (at < :abandoned or at > :ahead)

-- name: first
select at, status, fingerprint, location, tag, body
  from idempotent_request
 where caller = :caller
   and route = :route
   and key = :key

-- name: finish
-- Only by whom it was begun: one who was taken for dead does not answer any more.
update idempotent_request
   set status = :status, fingerprint = :fingerprint, location = :location, tag = :tag, body = :body
 where caller = :caller
   and route = :route
   and key = :key
   and at = :at
   and status is null

-- name: forget
delete from idempotent_request
 where caller = :caller
   and route = :route
   and key = :key
   and at = :at
   and status is null

-- name: purge
delete from idempotent_request where at < :before
