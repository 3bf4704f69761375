-- The ledger. Counters stand in the campaign's row and change in the same transaction as the deliveries,
-- so that a status never has to count millions of rows.

-- name: enter
-- within: campaign
-- Every claim begins here: it locks the campaign's row (on SQLite the transaction is already the only writer),
-- and finds no row when the run was stopped or overtaken, by whichever server. With the row locked, two servers
-- cannot both see the last free place under the limit.
update campaign
   set claimed_count = claimed_count
 where id = :campaign
   and run = :run
   and status = 'running'
returning version, account_id,
          (select a.cap_messages from account a where a.id = account_id) as cap_messages,
          coalesce(max_recipients, target_recipients) as cap,
          claimed_count + sent_count + failed_count + uncertain_count as attempted

-- name: lock-cap
-- After the campaign's row, as everywhere.
update account set cap_messages = cap_messages where id = :account and cap_messages is not null
returning cap_messages, cap_days

-- name: recent-campaigns
-- Those of the account that may have sent something since; a stretch of the curve is ten minutes long at the most.
select k.id
  from campaign k
 where k.account_id = :account
   and (k.claimed_count > 0
        or k.uncertain_count > 0
        or exists (select 1 from outcome_in_time t where t.campaign_id = k.id and t.at > :since - 600000 and t.sent > 0))

-- name: counts-for-cap
-- within: campaign
-- That a delivery "d" may have arrived, or may still do so, and is not older than the cap looks back. Who was reached by
-- other means got nothing from the campaign.
d.campaign_id in (<recent>) and d.run > 0 and d.state <> 'FAILED' and d.at > :since

-- name: held
-- within: campaign
-- Who has no room for another message, and the oldest of those that use up the cap: each person by key. Not who has a row of
-- the campaign itself: nothing is held back from them.
select user_id, oldest
  from (select value as user_id,
               (select d.at
                  from delivery d
                 where <delivery/counts-for-cap>
                   and d.user_id = value
                 order by d.at desc
                 limit 1 offset :before) as oldest
          from <each_id>) as person
 where oldest is not null
   and not exists (select 1 from delivery o where o.campaign_id = :campaign and o.user_id = person.user_id)

-- name: capped
-- of: everybody (of campaigns of one account)
select d.user_id
  from delivery d
 where <delivery/counts-for-cap>
 group by d.user_id
having count(*) >= :most

-- name: claim
-- within: campaign
-- The promise. Who comes back is won; the others were reached before. "where" alone tells SQLite that "on" begins no
-- join.
insert into delivery (campaign_id, user_id, state, revision, run, at)
select :campaign, value, 'CLAIMED', :revision, :run, :at
  from <each_id>
 where true
on conflict (campaign_id, user_id) do nothing
returning user_id

-- name: claim-filled
-- within: campaign
-- As "claim", with what each one's message will be filled with: on disk before anything is handed over, so that a crash
-- leaves nobody of whom it is not known what they were told.
insert into delivery (campaign_id, user_id, state, revision, run, at, filled)
select :campaign, pair.id, 'CLAIMED', :revision, :run, :at, cast(pair.text as <json_object>)
  from <each_id_text>
 where true
on conflict (campaign_id, user_id) do nothing
returning user_id

-- name: filled
-- within: campaign
select user_id, filled
  from delivery
 where campaign_id = :campaign
   and user_id in (select value from <each_id>)
   and filled is not null

-- name: lock
-- within: campaign
-- Every write takes the campaign's row before any delivery, as "enter" does: two that took them in turns would wait
-- for each other for ever.
update campaign
   set claimed_count = claimed_count
 where id = :campaign

-- name: record
-- within: campaign
-- Only a claim can get an outcome, only from the run that made it, and only once: repeating a record whose answer was
-- lost changes nothing, and a late run touches no claim but its own. Nothing is ever inserted: what is asked for is there,
-- and stays, since the campaign's row is locked. As an update, PostgreSQL could look for the rows by their campaign alone,
-- and read all of it for each batch, while its statistics did not know the campaign yet (25 ms instead of 3).
insert into delivery (campaign_id, user_id, state, reason, words, revision, run, at, message_id)
select :campaign, pair.id, :state, :reason, :words, :revision, :run, :at, pair.number
  from <each_pair>
 where (select d.run
          from delivery d
         where d.campaign_id = :campaign
           and d.user_id = pair.id
           and d.state = 'CLAIMED') = :run
on conflict (campaign_id, user_id) do update
   set state = excluded.state, reason = excluded.reason, words = excluded.words, revision = excluded.revision,
       at = excluded.at, message_id = excluded.message_id
 where delivery.run = :run
   and delivery.state = 'CLAIMED'

-- name: release
-- within: campaign
-- A claim that was never handed over, by the run that made it: another run's may be in flight. One recipient at a time:
-- for many PostgreSQL, which believes claims to be few, read the index of all that was ever claimed (9 s under load).
delete from delivery
 where campaign_id = :campaign
   and user_id = :user
   and run = :run
   and state = 'CLAIMED'

-- name: take-back
-- within: campaign
-- Refused by Telegram in words that are held against the message: nobody was reached. One recipient at a time, as above.
delete from delivery
 where campaign_id = :campaign
   and user_id = :user
   and run = :run
   and state = 'FAILED'
   and reason = :reason
returning at

-- name: release-run
-- within: campaign
-- Claims of a run that has nothing in its hands and nothing in flight: their claim's answer was lost. As a rule there is
-- none, and the index is not read for that: until PostgreSQL tidies it up, it names all that were ever claimed.
delete from delivery
 where <off_key>campaign_id = :campaign
   and run = :run
   and state = 'CLAIMED'
   and exists (select 1 from campaign where id = :campaign and claimed_count > 0)

-- name: count
-- within: campaign
-- "claims" only rises: it is what the data directory remembers of the campaign (src/adr/0014).
update campaign
   set claims = claims + :claims,
       claimed_count = claimed_count + :claimed,
       sent_count = sent_count + :sent,
       failed_count = failed_count + :failed,
       uncertain_count = uncertain_count + :uncertain,
       counts_version = counts_version + 1
 where id = :campaign
returning claims, claimed_count, sent_count, failed_count, uncertain_count, counts_version

-- name: count-revision
-- within: campaign
update revision
   set sent_count = sent_count + :sent
 where campaign_id = :campaign
   and number = :revision

-- name: count-in-time
-- within: campaign
-- One row for a stretch of time: a second while the campaign is young, so that its beginning can be watched, and longer
-- ones later, so that the rows of a long campaign stay few. "where" alone tells SQLite that "on" begins no join.
insert into outcome_in_time (campaign_id, at, sent, failed)
select id, cast(:at as bigint) - cast(:at as bigint) % width, :sent, :failed
  from (select id, case when cast(:at as bigint) - started_at < 300000 then 1000
                        when cast(:at as bigint) - started_at < 3600000 then 10000
                        when cast(:at as bigint) - started_at < 86400000 then 60000
                        else 600000 end as width
          from campaign) as aged
 where id = :campaign
on conflict (campaign_id, at) do update
   set sent = outcome_in_time.sent + excluded.sent,
       failed = outcome_in_time.failed + excluded.failed

-- name: count-reason
-- within: campaign
insert into outcome_reason (campaign_id, state, reason, deliveries)
values (:campaign, :state, :reason, :deliveries)
on conflict (campaign_id, state, reason) do update
   set deliveries = outcome_reason.deliveries + excluded.deliveries

-- name: tally
-- within: campaign
select claimed_count, sent_count, failed_count, uncertain_count, counts_version
  from campaign
 where id = :campaign

-- name: elsewhere
-- within: campaign
select elsewhere_count from campaign where id = :campaign

-- name: reached
-- within: campaign
-- In the key's order, so that the bitmap is filled from its low end to its high end. Claims are left out: one
-- may still be released, and a set that holds a released recipient would lose them.
select user_id
  from delivery
 where campaign_id = :campaign
   and user_id > :after
   and state <> 'CLAIMED'
 order by user_id
 limit :size

-- name: last-reached
-- within: campaign
select coalesce(max(user_id), 0)
  from delivery
 where campaign_id = :campaign

-- name: unsettled
-- within: campaign
-- What a crash left. With the primary key SQLite would read all of the campaign's rows (2 s at ten million): the partial
-- index holds the few claims of all campaigns. PostgreSQL takes that by itself, and the campaign's part of it alone.
select user_id, state, reason, revision, run, at
  from delivery
 where <off_key>campaign_id = :campaign
   and state = 'CLAIMED'
 order by user_id

-- name: deliveries
-- within: campaign
select user_id, state, reason, revision, run, at
  from delivery
 where campaign_id = :campaign
   and user_id > :after
   and state = :state
 order by user_id
 limit :size

-- name: reach-elsewhere
-- within: campaign
-- Many at once, each returned who had no row yet. "where" alone tells SQLite that "on" begins no join.
insert into delivery (campaign_id, user_id, state, reason, revision, run, at)
select :campaign, value, 'SENT', :reason, 0, 0, :at
  from <each_id>
 where true
on conflict (campaign_id, user_id) do nothing
returning user_id

-- name: claimed-among
-- within: campaign
-- Claims are few, and have an index of their own.
select user_id
  from delivery
 where <off_key>campaign_id = :campaign
   and state = 'CLAIMED'
   and user_id in (select value from <each_id>)

-- name: count-elsewhere
-- within: campaign
-- They are no work of the campaign's; the data directory remembers them all the same.
update campaign
   set claims = claims + :people,
       elsewhere_count = elsewhere_count + :people
 where id = :campaign
returning claims, claimed_count, sent_count, failed_count, uncertain_count, counts_version

-- name: span
-- within: campaign
select min(at) as first, max(at) as last
  from outcome_in_time
 where campaign_id = :campaign

-- name: in-time
-- within: campaign
-- Longer stretches of the stored ones: as many as a chart can show.
select at - at % cast(:width as bigint) as since, sum(sent) as sent, sum(failed) as failed
  from outcome_in_time
 where campaign_id = :campaign
 group by since
 order by since

-- name: sent-since
-- Of all campaigns that may have sent anything since then: each is looked up by its key, from that time on.
select coalesce(sum(o.sent), 0)
  from campaign c
  join outcome_in_time o on o.campaign_id = c.id
 where o.at >= :since
   and (cast(:scope as bigint) is null or c.account_id = :scope)
   and c.started_at is not null
   and (c.completed_at is null or c.completed_at >= :since)

-- name: by-reason
-- within: campaign
select state, reason, deliveries
  from outcome_reason
 where campaign_id = :campaign
   and deliveries > 0
 order by deliveries desc, state, reason

-- name: lock-uncertain
-- within: campaign
-- An operator confirmed a number: it holds now, and with the row locked it holds until the end of the transaction,
-- since nobody becomes uncertain without changing this row. A run would meet recipients that are released under it.
-- "changes" rises, so that memory takes counts that went down for newer.
update campaign
   set changes = changes + 1
 where id = :campaign
   and uncertain_count = :expected
   and (status <> 'running' or :whileRunning)
returning account_id

-- name: lock-one-uncertain
-- within: campaign
-- As "lock-uncertain", of one recipient.
update campaign
   set changes = changes + 1
 where id = :campaign
   and (status <> 'running' or :whileRunning)
   and exists (select 1 from delivery where campaign_id = :campaign and user_id = :user and state = 'UNCERTAIN')
returning account_id

-- name: take-uncertain-reason
-- within: campaign
-- Before the delivery changes: it tells which reason it was counted under. A reason of nobody may stand at 0.
update outcome_reason
   set deliveries = deliveries - 1
 where campaign_id = :campaign
   and state = 'UNCERTAIN'
   and reason = (select reason from delivery where campaign_id = :campaign and user_id = :user)

-- name: count-as-sent
-- within: campaign
-- Of one recipient, or of all without a user; here and below.
update delivery
   set state = 'SENT', reason = :reason, at = :at
 where campaign_id = :campaign
   and state = 'UNCERTAIN'
   and (cast(:user as bigint) is null or user_id = :user)
returning revision

-- name: note-uncertain-released
-- within: campaign
insert into released (campaign_id, user_id)
select campaign_id, user_id
  from delivery
 where campaign_id = :campaign
   and state = 'UNCERTAIN'
   and (cast(:user as bigint) is null or user_id = :user)
on conflict (campaign_id, user_id) do nothing

-- name: release-uncertain
-- within: campaign
delete from delivery
 where campaign_id = :campaign
   and state = 'UNCERTAIN'
   and (cast(:user as bigint) is null or user_id = :user)

-- name: failed
-- Each look-up by its key, as in "recipients". A count as a column, not "exists" in the condition: of that PostgreSQL makes
-- a join that reads every contact.
select d.user_id, d.reason, d.revision, d.at,
       (select count(*) from contact c where c.user_id = d.user_id and <audience/targeted>) as targeted,
       (select c.last_message_at from contact c where c.session_id = :session and c.user_id = d.user_id)
           as last_message_at,
       (select o.cause from opt_out o where o.account_id = :account and o.user_id = d.user_id) as left_out
  from delivery d
 where d.campaign_id = :campaign
   and d.state = 'FAILED'

-- name: note-released
-- within: campaign
insert into released (campaign_id, user_id)
select :campaign, value
  from <each_id>
 where true
on conflict (campaign_id, user_id) do nothing

-- name: release-failed
-- within: campaign
-- Asked again under the lock: only who failed is released, whatever the list says.
delete from delivery
 where campaign_id = :campaign
   and state = 'FAILED'
   and user_id in (select value from <each_id>)

-- name: forget-released
-- within: campaign
-- Those who have an outcome again.
delete from released
 where campaign_id = :campaign
   and (select count(*) from delivery d where d.campaign_id = :campaign and d.user_id = released.user_id) > 0

-- name: released
-- within: campaign
-- Those whom no run has claimed since and whom the targeting selects. Look-ups by key, as in "failed".
select r.user_id
  from released r
 where r.campaign_id = :campaign
   and (select count(*) from delivery d where d.campaign_id = :campaign and d.user_id = r.user_id) = 0
   and (select count(*) from contact c where c.user_id = r.user_id and <audience/targeted>) > 0
 order by r.user_id

-- name: forget-failed-in-time
-- within: campaign
update outcome_in_time
   set failed = 0
 where campaign_id = :campaign
   and failed <> 0

-- name: count-failed-in-time
-- within: campaign
-- Anew, when some failed no more: in which stretch each was counted is not written down, and may be the next one by a
-- millisecond. The stretches as in "count-in-time".
insert into outcome_in_time (campaign_id, at, sent, failed)
select campaign_id, since, 0, count(*)
  from (select d.campaign_id, d.at - d.at % case when d.at - k.started_at < 300000 then 1000
                                                 when d.at - k.started_at < 3600000 then 10000
                                                 when d.at - k.started_at < 86400000 then 60000
                                                 else 600000 end as since
          from delivery d
          join campaign k on k.id = d.campaign_id
         where d.campaign_id = :campaign
           and d.state = 'FAILED') as failures
 where true
 group by campaign_id, since
on conflict (campaign_id, at) do update
   set failed = excluded.failed

-- name: forget-empty-in-time
-- within: campaign
-- The first and the last stretch are where the curve begins and ends.
delete from outcome_in_time
 where campaign_id = :campaign
   and sent = 0
   and failed = 0

-- name: reached-left-out
-- From the opt-outs, which are few, by the key of delivery.
select o.cause, count(*) as people
  from opt_out o cross join contact c
 where o.account_id = :account
   and c.user_id = o.user_id
   and <audience/targeted>
   and (select count(*) from delivery d where d.campaign_id = :campaign and d.user_id = o.user_id) > 0
 group by o.cause

-- name: reached-erased
-- within: session
-- From the erased, who are few, by the key of delivery. Who was reached by other means was never one to reach. Whoever
-- wrote again is a contact, and counted as such.
select count(*)
  from erased_contact e
 where e.session_id = :session
   and (select count(*) from delivery d where d.campaign_id = :campaign and d.user_id = e.user_id and d.run > 0) > 0
   and (select count(*) from contact c where c.session_id = e.session_id and c.user_id = e.user_id) = 0

-- name: reached-unselected
-- within: session
-- Contacts whom the campaign has reached or claimed and its targeting does not select any more. Who is left out is counted
-- in "reached-left-out", as far as it does.
select count(*)
  from delivery d cross join contact c
 where d.campaign_id = :campaign
   and d.run > 0
   and c.session_id = :session
   and c.user_id = d.user_id
   and not (<audience/targeted>)

-- name: of-person
-- A look-up by key for each campaign of the account; "cross join" keeps SQLite from another order.
select d.campaign_id, k.name, d.state, d.reason, d.words, d.revision, d.at, d.message_id, d.filled,
       r.text, r.format, r.extras, r.personal
  from campaign k cross join delivery d
  left join revision r on r.campaign_id = d.campaign_id and r.number = d.revision
 where k.account_id = :account
   and d.campaign_id = k.id
   and d.user_id = :user
 order by d.at, d.campaign_id

-- name: newest-of-person
-- As "of-person", for people to look at: the newest, without texts.
select d.campaign_id, k.name, s.name as sender, d.state, d.reason, d.revision, d.at
  from campaign k cross join delivery d cross join session s
 where k.account_id = :account
   and d.campaign_id = k.id
   and d.user_id = :user
   and s.id = k.session_id
 order by d.at desc, d.campaign_id desc
 limit :size

-- name: session-sent-since
-- within: session
-- A range of the key for each campaign of the session.
select coalesce(sum(t.sent), 0)
  from campaign k cross join outcome_in_time t
 where k.session_id = :session
   and t.campaign_id = k.id
   and t.at >= :since

-- name: forget-details
-- Telegram's own words of a refusal may name the person, as the values of their message do, and its id is of their chat. The row stays: it is what
-- keeps them from a second message.
update delivery
   set words = null, message_id = null, filled = null
 where user_id = :user
   and (words is not null or message_id is not null or filled is not null)
   and campaign_id in (select id from campaign where account_id = :account)

-- name: campaign-with-words
-- of: everybody (by age alone)
select campaign_id from delivery where words is not null and at < :before limit 1

-- name: forget-old-words
-- of: everybody (by age alone)
-- A few at a time. The row stays, and so does its reason.
update delivery
   set words = null
 where campaign_id = :campaign
   and user_id in (select user_id
                     from delivery
                    where words is not null and at < :before and campaign_id = :campaign
                    limit :size)

-- name: forget-release
-- within: session
delete from released
 where user_id = :user
   and campaign_id in (select id from campaign where session_id = :session)

-- name: wait-for-resume
-- within: campaign
-- A campaign that is said to be completed would not be: some recipients are to be messaged again. In the transaction that
-- releases them, so that no crash leaves it at that.
update campaign
   set status = 'stopped', completed_at = null, end_kind = :endKind, error = :error, error_said = :errorSaid, changes = changes + 1
 where id = :campaign
   and status = 'completed'

-- name: forget-uncertain-reasons
-- within: campaign
delete from outcome_reason
 where campaign_id = :campaign
   and state = 'UNCERTAIN'

-- name: insert-activity
-- within: campaign
-- The campaign's row is locked, so two never take the same number.
insert into activity (campaign_id, number, at, type, details, details_said, actor)
select :campaign, coalesce(max(number), 0) + 1, :at, :type, :details, :detailsSaid, :actor
  from activity
 where campaign_id = :campaign

-- name: recipients
-- within: campaign
-- A page by offset for people, or the next stretch of an export by key. The page is cut before names are looked up, and
-- each by its key: PostgreSQL plans without knowing the size, and as a join it read every contact for each stretch (85 s
-- for an export of a million instead of 15). <inState> names one state as a constant, so that the small indexes of rare
-- states are used. The columns are named as the members of Recipient, here and below.
select d.user_id,
       (select username from contact where session_id = :session and user_id = d.user_id) as username,
       (select first_name from contact where session_id = :session and user_id = d.user_id) as first_name,
       (select last_name from contact where session_id = :session and user_id = d.user_id) as last_name,
       d.state, d.reason, d.words, d.revision, d.at
  from (select user_id, state, reason, words, revision, at
          from delivery
         where campaign_id = :campaign
           and user_id > :after
           <inState>
         order by user_id
         limit :size offset :offset) as d
 order by d.user_id

-- name: recipient
-- within: campaign
select d.user_id, c.username, c.first_name, c.last_name, d.state, d.reason, d.words, d.revision, d.at
  from delivery d
  left join contact c on c.session_id = :session and c.user_id = d.user_id
 where d.campaign_id = :campaign
   and d.user_id = :user
   <inState>

-- name: recipients-named
-- within: campaign
-- In the order of the index on names, so that a page is cut without reading all that match. <tables> is a cross join,
-- whose left side SQLite walks over: the contacts, or the deliveries where a state has few of them. The next stretch
-- begins at the last name, so :from moves on with it.
select d.user_id, c.username, c.first_name, c.last_name, d.state, d.reason, d.words, d.revision, d.at
  from <tables>
 where c.session_id = :session
   and c.username is not null
   and lower(c.username) >= :from and lower(c.username) < :to
   and (lower(c.username) > :from or c.user_id > :after)
   and d.campaign_id = :campaign
   and d.user_id = c.user_id
   <inState>
 order by lower(c.username), c.user_id
 limit :size offset :offset

-- name: count-named
-- within: campaign
select count(*)
  from (select 1
          from <tables>
         where c.session_id = :session
           and c.username is not null
           and lower(c.username) >= :from and lower(c.username) < :to
           and d.campaign_id = :campaign
           and d.user_id = c.user_id
           <inState>
         limit :size) as counted

-- name: recipients-matching
-- within: campaign
-- By any name, where the ledger is walked over: for few of them, or for an export of all. <matches> is a condition on c.
select d.user_id, c.username, c.first_name, c.last_name, d.state, d.reason, d.words, d.revision, d.at
  from delivery d cross join contact c
 where d.campaign_id = :campaign
   and d.user_id > :after
   <inState>
   and c.session_id = :session and c.user_id = d.user_id
   and (<matches>)
 order by d.user_id
 limit :size offset :offset

-- name: count-recipients-matching
-- within: campaign
select count(*)
  from (select 1
  from delivery d cross join contact c
 where d.campaign_id = :campaign
   and d.user_id > :after
   <inState>
   and c.session_id = :session and c.user_id = d.user_id
   and (<matches>)
         limit :size) as counted

-- name: found-by-name
-- within: session
-- Contacts whose name begins so: each index on a name gives up to :most.
select user_id from (select c.user_id from contact c
                      where c.session_id = :session and c.username is not null and <username>
                      limit :most) as by_username
 union
select user_id from (select c.user_id from contact c
                      where c.session_id = :session and c.first_name is not null and <first_name>
                      limit :most) as by_first_name
 union
select user_id from (select c.user_id from contact c
                      where c.session_id = :session and c.last_name is not null and <last_name>
                      limit :most) as by_last_name

-- name: recipients-found
-- within: campaign
-- By any name, where many are in the ledger: each index on a name gives those who begin so, up to :most.
select d.user_id, c.username, c.first_name, c.last_name, d.state, d.reason, d.words, d.revision, d.at
  from (<delivery/found-by-name>) as m
       cross join delivery d cross join contact c
 where d.campaign_id = :campaign and d.user_id = m.user_id
   and d.user_id > :after
   <inState>
   and c.session_id = :session and c.user_id = d.user_id
   and (<matches>)
 order by d.user_id
 limit :size offset :offset

-- name: count-recipients-found
-- within: campaign
select count(*)
  from (select 1
  from (<delivery/found-by-name>) as m
       cross join delivery d cross join contact c
 where d.campaign_id = :campaign and d.user_id = m.user_id
   and d.user_id > :after
   <inState>
   and c.session_id = :session and c.user_id = d.user_id
   and (<matches>)
         limit :size) as counted

-- name: is-open
-- Whom the targeting selects, who is not left out and has no row yet: read by key, page by page.
c.user_id > :after
   and <audience/targeted>
   and not exists (select 1 from opt_out o where o.account_id = :account and o.user_id = c.user_id)
   and not exists (select 1 from delivery d where d.campaign_id = :campaign and d.user_id = c.user_id)
   and (<matches>)
   and <capped>

-- name: open
-- within: campaign
select c.user_id, c.username, c.first_name, c.last_name,
       cast(null as varchar(10)) as state, cast(null as varchar(200)) as reason, cast(null as varchar(200)) as words,
       0 as revision, cast(null as bigint) as at
  from contact c
 where <delivery/is-open>
 order by c.user_id
 limit :size offset :offset

-- name: count-open
-- within: campaign
select count(*)
  from (select 1
          from contact c
         where <delivery/is-open>
         limit :size) as counted

-- name: log
-- within: campaign
-- The page is cut by the index of the newest before names are looked up. Who was recorded as reached by other means got
-- nothing from the campaign.
select coalesce(c.phone, '@' || c.username, cast(d.user_id as varchar(20))) as recipient, d.user_id, d.state, d.reason,
       d.words, d.at
  from (select user_id, state, reason, words, at
          from delivery
         where campaign_id = :campaign
           and state <> 'CLAIMED'
           and (at, user_id) < (:at, :user)
           and (reason is null or reason <> 'elsewhere')
         order by at desc, user_id desc
         limit :size) as d
  join campaign k on k.id = :campaign
  left join contact c on c.session_id = k.session_id and c.user_id = d.user_id
 order by d.at desc, d.user_id desc

-- name: person
-- All that decides about one person, each looked up by its whole key; one row, whoever they are.
select p.user_id, c.user_id as contact, <audience/contact>,
       d.state, d.reason, d.words, d.revision, d.at, d.message_id, o.cause, o.at as left_out_at, r.user_id as released,
       <unmet> as unmet
  from (select cast(:user as bigint) as user_id) as p
  left join contact c on c.session_id = :session and c.user_id = p.user_id
  left join delivery d on d.campaign_id = :campaign and d.user_id = p.user_id
  left join opt_out o on o.account_id = :account and o.user_id = p.user_id
  left join released r on r.campaign_id = :campaign and r.user_id = p.user_id

-- name: not-listed
-- within: campaign
-- Contacts whom a search finds by any name and who are not in a list of recipients: the page says why. Found as in
-- "recipients-found". <inState> says which deliveries the list holds.
select c.user_id
  from (<delivery/found-by-name>) as m
       cross join contact c
 where c.session_id = :session and c.user_id = m.user_id
   and (<matches>)
   and not exists (select 1 from delivery d where d.campaign_id = :campaign and d.user_id = c.user_id <inState>)
 order by c.user_id
 limit :size

-- name: prospect
-- within: session
-- What decides about a contact before a run meets them: look-ups by key for each of the session's contacts, or for
-- those <sampled> of them.
select c.user_id,
       (select d.state from delivery d where d.campaign_id = :campaign and d.user_id = c.user_id) as entry,
       <unmet> as unmet,
       (select o.cause from opt_out o where o.account_id = :account and o.user_id = c.user_id) as cause,
       <capped> as capped
  from contact c
 where c.session_id = :session
   and <sampled>

-- name: prospects
-- within: session
select p.entry, p.unmet, p.cause, p.capped, count(*) as people
  from (<delivery/prospect>) as p
 group by p.entry, p.unmet, p.cause, p.capped

-- name: some-prospects
-- within: session
select c.user_id, <audience/contact>
  from (<delivery/prospect>) as p
       cross join contact c
 where coalesce(p.entry, '') = :wasEntry
   and p.unmet = :wasUnmet
   and coalesce(p.cause, '') = :wasLeftOut
   and p.capped = :wasCapped
   and c.session_id = :session
   and c.user_id = p.user_id
 limit :size

-- name: prospect-values
-- within: session
-- Those who would get a message that is filled for each, with what it may ask of them.
select c.user_id, c.username, c.first_name, c.last_name, c.phone, c.language, c.attributes
  from (<delivery/prospect>) as p
       cross join contact c
 where p.entry is null
   and p.unmet < 0
   and p.cause is null
   and not p.capped
   and c.session_id = :session
   and c.user_id = p.user_id
 limit :size

-- name: overlap
-- within: session
select count(*)
  from contact c
 where <audience/targeted>
   and <sampled>
   and <other>
   and not exists (select 1 from delivery d where d.campaign_id = :campaign and d.user_id = c.user_id)
   and not exists (select 1 from opt_out o where o.account_id = :account and o.user_id = c.user_id)
