-- At most so many campaign messages to one person within so many days; both null: no cap.
alter table account add cap_messages integer;
alter table account add cap_days integer;
