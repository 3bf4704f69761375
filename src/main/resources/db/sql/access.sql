-- Accounts, people, what opens things for them, and the record of what was done.

-- name: accounts
-- of: everybody (whoever runs the installation)
select id, name, zone, cap_messages, cap_days, created_at from account order by id

-- name: account
select id, name, zone, cap_messages, cap_days, created_at from account where id = :account

-- name: add-account
insert into account (id, name, created_at) values (:account, :name, :at)
on conflict (id) do nothing

-- name: change-account
update account set name = :name, zone = :zone, cap_messages = :messages, cap_days = :days where id = :account

-- name: has-people
-- of: everybody (of the installation)
-- Whether anybody can sign in: from then on everybody has to.
select 1 from person where password is not null limit 1

-- name: person-columns
p.id, p.account_id, p.email, p.name, p.role, p.password, p.created_at, p.last_signed_in_at, p.disabled_at

-- name: person
select <access/person-columns>
  from person p
 where p.id = :id
   and (cast(:account as bigint) is null or p.account_id = :account)

-- name: person-by-email
-- of: everybody (nobody has said yet who they are)
-- Of all accounts: nobody has said yet which.
select <access/person-columns>
  from person p
 where p.email = :email

-- name: people
select <access/person-columns>
  from person p
 where p.account_id = :account
 order by p.id

-- name: add-person
insert into person (id, account_id, email, name, role, password, created_at)
values (:id, :account, :email, :name, :role, :password, :at)
on conflict (email) do nothing

-- name: change-person
update person
   set name = :name, role = :role, disabled_at = :disabledAt
 where id = :id
   and account_id = :account

-- name: change-password
-- within: person
update person set password = :password where id = :id

-- name: note-sign-in
-- within: person
update person set last_signed_in_at = :at where id = :id

-- name: delete-person
delete from person where id = :id and account_id = :account

-- name: lock-owners
-- Whoever takes an owner's role away locks them all first: two owners cannot take it from each other at once.
update person set role = role where account_id = :account and role = 'OWNER'

-- name: lock-account
-- Of several who set it up at once, one is first.
update account set name = name where id = :account

-- name: count-owners
select count(*)
  from person
 where account_id = :account and role = 'OWNER' and password is not null and disabled_at is null

-- name: invite
-- within: person
insert into invitation (person_id, hash, expires_at) values (:person, :hash, :expiresAt)
on conflict (person_id) do update set hash = excluded.hash, expires_at = excluded.expires_at

-- name: invited
-- of: everybody (the secret says whom it is for)
select <access/person-columns>
  from invitation i
  join person p on p.id = i.person_id
 where i.hash = :hash
   and i.expires_at > :now
   and p.disabled_at is null

-- name: forget-invitation
-- within: person
delete from invitation where person_id = :person

-- name: add-sign-in
-- within: person
insert into sign_in (id, person_id, hash, created_at, last_used_at, address, agent)
values (:id, :person, :hash, :at, :at, :address, :agent)

-- name: signed-in
-- of: everybody (the secret says who it is)
-- By a look-up of the whole hash; both are read at once, so that a role that was taken away holds no more.
select s.id as sign_in, s.created_at as signed_in_at, s.last_used_at, <access/person-columns>
  from sign_in s
  join person p on p.id = s.person_id
 where s.hash = :hash
   and s.created_at > :createdAfter
   and s.last_used_at > :usedAfter
   and p.disabled_at is null

-- name: sign-ins
-- within: person
select s.id, s.created_at, s.last_used_at, s.address, s.agent
  from sign_in s
 where s.person_id = :person
   and s.created_at > :createdAfter
   and s.last_used_at > :usedAfter
 order by s.last_used_at desc, s.id desc

-- name: use-sign-in
-- within: sign-in
update sign_in set last_used_at = :at where id = :id and last_used_at < :at

-- name: end-sign-in
-- within: person
delete from sign_in where id = :id and person_id = :person

-- name: end-sign-ins
-- within: person
-- All of a person but the one that is kept, if any.
delete from sign_in where person_id = :person and id <> :kept

-- name: end-old-sign-ins
-- of: everybody (by age alone)
delete from sign_in where created_at <= :createdAfter or last_used_at <= :usedAfter

-- name: live-sign-ins
-- Of an account: who may be told of its news.
select s.id
  from sign_in s
  join person p on p.id = s.person_id
 where p.account_id = :account
   and s.created_at > :createdAfter
   and s.last_used_at > :usedAfter
   and p.disabled_at is null

-- name: know-browser
-- within: person
insert into known_browser (hash, person_id, seen_at) values (:hash, :person, :at)
on conflict (hash) do update set person_id = excluded.person_id, seen_at = excluded.seen_at

-- name: known-browser
-- within: person
select 1 from known_browser where hash = :hash and person_id = :person

-- name: forget-browsers
-- within: person
delete from known_browser where person_id = :person

-- name: forget-old-browsers
-- of: everybody (by age alone)
delete from known_browser where seen_at < :before

-- name: token-columns
t.id, t.account_id, t.name, t.role, t.made_by, t.created_at, t.expires_at, t.last_used_at, t.revoked_at

-- name: tokens
select <access/token-columns>
  from token t
 where t.account_id = :account
 order by t.id

-- name: token
select <access/token-columns>
  from token t
 where t.id = :id
   and t.account_id = :account

-- name: token-by-secret
-- of: everybody (the secret says who it is)
select <access/token-columns>
  from token t
 where t.id = :id
   and t.hash = :hash
   and t.revoked_at is null
   and (t.expires_at is null or t.expires_at > :now)

-- name: add-token
insert into token (id, account_id, name, role, hash, made_by, created_at, expires_at)
values (:id, :account, :name, :role, :hash, :madeBy, :at, :expiresAt)

-- name: revoke-token
update token set revoked_at = :at where id = :id and account_id = :account and revoked_at is null

-- name: use-token
-- within: token
update token set last_used_at = :at where id = :id and (last_used_at is null or last_used_at < :at)

-- name: throttled
select at from throttle where key = :key

-- name: note-try
-- The count tells whether it was let through: one that comes when all room is taken changes nothing. A row that lies
-- further ahead than any try can have moved it is of before the clock was turned back, and begins anew.
insert into throttle (key, at) values (:key, :now + :step)
on conflict (key) do update
   set at = case when throttle.at > :now and throttle.at <= :full + :step then throttle.at else :now end + :step
 where throttle.at <= :full or throttle.at > :full + :step

-- name: take-back-try
update throttle set at = at - :step where key = :key

-- name: forget-tries
delete from throttle where at < :now

-- name: add-audit
insert into audit (id, account_id, at, actor_kind, actor_id, actor_name, address, request_id, action,
                   subject_kind, subject_id, before, after)
values (:id, :account, :at, :actorKind, :actorId, :actorName, :address, :requestId, :action,
        :subjectKind, :subjectId, :before, :after)

-- name: audit
-- Newest first, behind a place in that order.
select id, at, actor_kind, actor_id, actor_name, address, request_id, action, subject_kind, subject_id, before, after
  from audit
 where account_id = :account
   and (at < :at or (at = :at and id < :id))
   and (cast(:action as varchar(40)) is null or action = :action)
   and (cast(:actor as varchar(254)) is null or actor_name = :actor)
   and (cast(:subjectKind as varchar(20)) is null or subject_kind = :subjectKind)
   and (cast(:subjectId as varchar(200)) is null or subject_id = :subjectId)
   and at >= :from
   and at < :until
 order by at desc, id desc
 limit :size

-- name: forget-audit
-- of: everybody (by age alone)
-- A few at a time, so that nobody waits long to write.
delete from audit where id in (select id from audit where at < :before order by at limit :size)
