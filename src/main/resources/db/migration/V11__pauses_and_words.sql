-- A session's pause outlives the process that met it: why (telegram/WaitCause), since when and until when.
alter table session add column paused_for varchar(30);
alter table session add column paused_at bigint;
alter table session add column paused_until bigint;
-- Telegram's own words of a refusal that Reprise does not know.
alter table delivery add column words varchar(200);
