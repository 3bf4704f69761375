-- The ledger. Counters stand in the campaign's row and change in the same transaction as the deliveries,
-- so that a status never has to count millions of rows.

-- name: enter
-- Every claim begins here: it locks the campaign's row (on SQLite the transaction is already the only writer),
-- and finds no row when the run was stopped or overtaken, by whichever server. With the row locked, two servers
-- cannot both see the last free place under the limit.
update campaign
   set claimed_count = claimed_count
 where id = :campaign
   and run = :run
   and status = 'running'
returning version,
          coalesce(max_recipients, target_recipients) as cap,
          claimed_count + sent_count + failed_count + uncertain_count as attempted

-- name: claim
-- The promise. Run as a batch: a count of 1 is a recipient won, 0 one who was reached before.
insert into delivery (campaign_id, user_id, state, revision, run, at)
values (:campaign, :user, 'CLAIMED', :revision, :run, :at)
on conflict (campaign_id, user_id) do nothing

-- name: record
-- Only a claim can get an outcome, and only once: repeating a record whose answer was lost changes nothing.
update delivery
   set state = :state, reason = :reason, revision = :revision, at = :at
 where campaign_id = :campaign
   and user_id = :user
   and state = 'CLAIMED'

-- name: release
-- A claim that was never handed over.
delete from delivery
 where campaign_id = :campaign
   and user_id = :user
   and state = 'CLAIMED'

-- name: release-run
-- Claims of a run that has nothing in its hands and nothing in flight: their claim's answer was lost.
-- The plus as in unsettled.
delete from delivery
 where +campaign_id = :campaign
   and run = :run
   and state = 'CLAIMED'

-- name: count
update campaign
   set claimed_count = claimed_count + :claimed,
       sent_count = sent_count + :sent,
       failed_count = failed_count + :failed,
       uncertain_count = uncertain_count + :uncertain
 where id = :campaign
returning claimed_count, sent_count, failed_count, uncertain_count

-- name: count-revision
update revision
   set sent_count = sent_count + :sent
 where campaign_id = :campaign
   and number = :revision

-- name: tally
select claimed_count, sent_count, failed_count, uncertain_count
  from campaign
 where id = :campaign

-- name: reached
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
select coalesce(max(user_id), 0)
  from delivery
 where campaign_id = :campaign

-- name: unsettled
-- What a crash left. The plus keeps the planner off the primary key, with which SQLite would read all of the
-- campaign's rows (2 s at ten million): the partial index holds the few claims of all campaigns.
select user_id, state, reason, revision, run, at
  from delivery
 where +campaign_id = :campaign
   and state = 'CLAIMED'
 order by user_id

-- name: deliveries
select user_id, state, reason, revision, run, at
  from delivery
 where campaign_id = :campaign
   and user_id > :after
   and state = :state
 order by user_id
 limit :size

-- name: newest
-- Recipients are taken in the order of their ids, so the highest ids are the newest, without one more index.
select user_id, state, reason, revision, run, at
  from delivery
 where campaign_id = :campaign
   and state <> 'CLAIMED'
 order by user_id desc
 limit :size

-- name: reached-elsewhere
insert into delivery (campaign_id, user_id, state, reason, revision, run, at)
values (:campaign, :user, 'SENT', 'elsewhere', 0, 0, :at)
on conflict (campaign_id, user_id) do nothing

-- name: log
-- One statement, not a look-up for each of a thousand people. The highest ids are the newest, as above.
select coalesce(c.phone, '@' || c.username, cast(d.user_id as varchar(20))) as recipient, d.state, d.reason, d.at
  from delivery d
  join campaign k on k.id = d.campaign_id
  left join contact c on c.session_id = k.session_id and c.user_id = d.user_id
 where d.campaign_id = :campaign
   and d.state <> 'CLAIMED'
 order by d.user_id desc
 limit :size
