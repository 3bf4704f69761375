-- Why a campaign ended, for programs. What people read of it stays in "error" and "error_said".
alter table campaign add column end_kind varchar(20);
update campaign
   set end_kind = case
           when error_said like '["ended.session"%' then 'SESSION_LOST'
           when error_said like '["ended.limited"%' then 'SESSION_LIMITED'
           when error_said like '["ended.message"%' then 'MESSAGE_REFUSED'
           when error_said like '["ended.broken"%' then 'BROKEN'
           when error_said like '["ended.storage"%' then 'STORAGE_BROKEN'
           when error_said like '["ended.released"%' then 'RELEASED'
           when error_said like '["ended.released.some"%' then 'RELEASED_ONE'
           when error_said like '["ended.restored"%' then 'RESTORED'
           else 'OTHER'
       end
 where error_said is not null or error <> '';

-- What the ledger has for a reason are codes from now on, not sentences.
create table reason_code (
    sentence varchar(200) primary key,
    code     varchar(200) not null
);
insert into reason_code (sentence, code)
values ('counted as sent by an operator', 'COUNTED_BY_OPERATOR'),
       ('the server went down before the reply', 'CRASHED'),
       ('no reply in time', 'NO_REPLY_IN_TIME'),
       ('the connection broke', 'CONNECTION_BROKE'),
       ('Telegram failed inside', 'TELEGRAM_FAILED_INSIDE'),
       ('something other than Telegram answered', 'NOT_TELEGRAM'),
       ('the gateway failed', 'GATEWAY_FAILED'),
       ('Reprise is going down', 'GOING_DOWN'),
       ('Reprise let go of Telegram before the reply', 'SESSION_CLOSED');
update delivery
   set reason = (select code from reason_code where sentence = delivery.reason)
 where state in ('SENT', 'UNCERTAIN')
   and reason in (select sentence from reason_code);
update outcome_reason
   set reason = (select code from reason_code where sentence = outcome_reason.reason)
 where reason in (select sentence from reason_code);
drop table reason_code;
