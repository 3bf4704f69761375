package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import org.reprise.LocalizedMessage;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.audience.Targeting;
import org.reprise.delivery.ledger.ActivityType;
import org.reprise.delivery.ledger.LimitLeft;
import org.reprise.delivery.run.SendEngine;
import org.reprise.message.Message;
import org.reprise.restore.Confirmation;
import org.reprise.restore.Doubt;
import org.reprise.restore.MaybeReached;
import org.reprise.telegram.Session;
import org.reprise.telegram.StoredFiles;

/**
 * What operators do with campaigns. Each use case either happens wholly or is refused and changes nothing; all are safe
 * at the same time as each other, from any number of clients.
 */
@ApplicationScoped
public class CampaignService {
    private static final Logger LOG = Logger.getLogger(CampaignService.class.getName());

    private final Campaigns campaigns;
    private final CampaignStore store;
    private final SessionService sessions;
    private final AudienceSizes audiences;
    private final SendEngine engine;
    private final StoredFiles files;
    private final MaybeReached maybeReached;

    @Inject
    public CampaignService(
            Campaigns campaigns,
            CampaignStore store,
            SessionService sessions,
            AudienceSizes audiences,
            SendEngine engine,
            StoredFiles files,
            MaybeReached maybeReached) {
        this.campaigns = campaigns;
        this.store = store;
        this.sessions = sessions;
        this.audiences = audiences;
        this.engine = engine;
        this.files = files;
        this.maybeReached = maybeReached;
    }

    /** @throws CampaignRefused unknown */
    public Campaign find(long id) {
        return store.find(id);
    }

    /** Makes a campaign that is not yet started, with the next free id. */
    @Needs(Role.OPERATOR)
    public Campaign create(CampaignDraft draft) {
        check(draft);
        return create(draft.settings(sessionOf(draft)), null);
    }

    private Campaign create(CampaignSettings asked, Long like) {
        var settings = audiences.resolved(asked, like == null ? Targeting.EVERYBODY : asked.targeting());
        audiences.refuseUnknownFields(settings.message(), settings.accountId());
        // counted first: a request that failed after the campaign was there would make a second one when repeated
        long size = audiences.of(settings);
        return created(campaigns.create(null, settings, like, size).orElseThrow());
    }

    /** Whether a start with the caller's id may mean a campaign that has its id from Reprise. */
    public enum Replacing {
        REFUSED,
        ASKED_FOR
    }

    /**
     * Starts the campaign with the caller's id: creates it, or gives the one that is there these settings. Whom it has
     * reached before, it does not reach again.
     *
     * @throws CampaignRefused conflict when it is running, has its id from Reprise, or may have reached people before a
     *     restore and that is not confirmed, or when the id is another account's; invalid
     */
    @Needs(Role.OPERATOR)
    public Campaign execute(long id, CampaignDraft draft, Replacing replacing, Confirmation confirmation) {
        checkId(id);
        check(draft);
        refuseTaken(id);
        store.status(id).ifPresent(CampaignService::refuseWhenRunning);
        if (replacing == Replacing.REFUSED && campaigns.isIdGivenOut(id)) {
            throw CampaignRefused.idGivenOut(id);
        }
        var settings = audiences.resolved(
                draft.settings(sessionOf(draft)),
                campaigns.find(id).map(Campaign::targeting).orElse(Targeting.EVERYBODY));
        audiences.refuseUnknownFields(settings.message(), settings.accountId());
        var asked = campaigns.find(id).isPresent() ? maybeReached.of(id) : maybeReached.ofUnknown(id);
        requireConfirmed(id, asked, confirmation);
        var created = campaigns.create(id, settings, null, 0);
        if (created.isPresent()) {
            audiences.recount(created(created.get()));
            // by now it is a campaign like any other: asked of it is what the database holds
            return start(id, maybeReached.of(id).map(Confirmation::of).orElse(Confirmation.NONE));
        }
        return audiences.recountIfPossible(
                setRunning(id, ActivityType.STARTED, confirmation, campaign -> replaced(settings, campaign)));
    }

    /** Ids are the installation's: nothing is told of what another account has under one. */
    private void refuseTaken(long id) {
        if (campaigns.find(id).isEmpty() && (campaigns.isTaken(id) || maybeReached.isOfOthers(id))) {
            throw CampaignRefused.conflict(LocalizedMessage.of("campaign.taken", String.valueOf(id)));
        }
    }

    private Campaign created(Campaign campaign) {
        LOG.info(() -> "campaign " + campaign.id() + " created on session "
                + campaign.session().name() + campaigns.by());
        return store.changed(campaign);
    }

    private Campaign replaced(CampaignSettings settings, Campaign campaign) {
        refuseOtherSession(settings.session(), campaign);
        var named = settings.name() == null ? settings.withName(campaign.name()) : settings;
        return campaign.with(named, campaigns.now());
    }

    /**
     * Changes settings, at any time. From its return on no message is handed over with the old text; for those that
     * were and cannot be taken back, it waits as {@link SendEngine#settingsChanged} says.
     *
     * <p>For other people than before, a running campaign goes on with a new run: whom the old one took up and had not
     * handed over, it gives back, so that nobody is written to any more whom the campaign is not for.
     *
     * @throws CampaignRefused unknown, stale, invalid; conflict for another session while running, or when the edit is
     *     for a draft and it was started
     */
    @Needs(Role.OPERATOR)
    public Campaign update(long id, CampaignEdit edit) {
        var known = store.reread(id);
        long account = edit.account() == null ? known.accountId() : edit.account();
        var session = edit.session() == null ? null : sessions.named(edit.session(), account);
        var edited = campaigns.change(
                id,
                edit.goesOn() ? null : ActivityType.EDITED,
                EditNotes::between,
                campaign -> apply(edit, session, campaign));
        if (edited.isRunning() && edited.run() > known.run()) {
            // whom the campaign is for is asked by a run when it reads people: whom the old one took up, it gives back
            engine.halt(id, edited.run() - 1);
            begin(edited);
        } else {
            store.changed(edited);
        }
        engine.settingsChanged(id);
        if (!edited.settings().haveTheAudienceOf(known.settings())) {
            audiences.recountIfPossible(edited);
        }
        LOG.info(() -> "campaign " + id + " has version " + edited.version() + ", revision " + edited.revision()
                + ", limit " + edited.limit() + campaigns.by());
        return edited;
    }

    private Campaign apply(CampaignEdit edit, Session session, Campaign campaign) {
        if (edit.ifVersion() != null && edit.ifVersion() != campaign.version()) {
            throw CampaignRefused.stale(campaign, edit.ifVersion());
        }
        if (edit.draftOnly() && campaign.status() != CampaignStatus.CREATED) {
            throw CampaignRefused.conflict(
                    LocalizedMessage.of("campaign.draft.started", String.valueOf(campaign.id())));
        }
        var edited = campaign.edited(
                settings -> resolved(
                        edit.change().apply(session == null ? settings : settings.withSession(session)),
                        campaign.targeting()),
                campaigns.now());
        refuseForeignSession(edited);
        refuseOtherSession(edited.session(), campaign);
        refuseUnknownFile(edited.message(), campaign.message());
        if (!edited.message().equals(campaign.message())) {
            audiences.refuseUnknownFields(edited.message(), edited.accountId());
        }
        if (edited == campaign) {
            return campaign;
        } else if (edit.draftOnly()) {
            return edited.withRevision(campaign.revision());
        }
        return campaign.isRunning() && !edited.targeting().equals(campaign.targeting())
                ? edited.started(campaigns.now())
                : completedByLimit(edited);
    }

    /** A targeting that stays is not asked again whether all that it names is there still. */
    private CampaignSettings resolved(CampaignSettings edited, Targeting before) {
        return edited.targeting().equals(before) ? edited : audiences.resolved(edited, before);
    }

    /** A campaign is of its session's account: whom it leaves out, and who hears of it, go by that. */
    private static void refuseForeignSession(Campaign edited) {
        if (edited.accountId() != edited.session().accountId()) {
            throw CampaignRefused.invalid(
                    "account_id",
                    LocalizedMessage.of(
                            "campaign.account", edited.session().name(), String.valueOf(edited.accountId())));
        }
    }

    /** Only the session that a message was handed to can tell, after a crash, what became of it. */
    private static void refuseOtherSession(Session session, Campaign campaign) {
        if (session.id() == campaign.session().id()) {
            return;
        }
        if (campaign.isRunning()) {
            throw CampaignRefused.conflict(
                    LocalizedMessage.of("campaign.session.running", String.valueOf(campaign.id())));
        }
        if (campaign.tally().claimed() > 0) {
            throw CampaignRefused.conflict(LocalizedMessage.of(
                    "campaign.replies",
                    String.valueOf(campaign.id()),
                    campaign.tally().claimed()));
        }
    }

    /** A running campaign notices by itself. Who is still claimed may be given back, and leave room. */
    private Campaign completedByLimit(Campaign campaign) {
        boolean reached =
                LimitLeft.of(campaign.cap(), campaign.tally().processed()).isUsedUp();
        return reached && campaign.status() == CampaignStatus.STOPPED ? campaign.completed(campaigns.now()) : campaign;
    }

    /**
     * @throws CampaignRefused unknown; conflict when it is running, or may have reached people before a restore and
     *     exactly that is not confirmed
     */
    @Needs(Role.OPERATOR)
    public Campaign start(long id, Confirmation confirmation) {
        return startedAnew(id, ActivityType.STARTED, confirmation);
    }

    /** Goes on with whoever was not reached yet, with the settings as they stand now. As {@link #start}. */
    @Needs(Role.OPERATOR)
    public Campaign resume(long id, Confirmation confirmation) {
        return startedAnew(id, ActivityType.RESUMED, confirmation);
    }

    /**
     * As {@link #resume}, of a campaign that nobody but Reprise stopped, for want of its session.
     *
     * @throws CampaignRefused conflict when somebody stopped or archived it meanwhile, or it is running
     */
    Campaign resumeLost(long id) {
        if (sessions.isLimited(store.reread(id).session())) {
            throw CampaignRefused.conflict(
                    LocalizedMessage.of("session.limited", find(id).session().name()));
        }
        return setRunning(id, ActivityType.RESUMED, Confirmation.NONE, campaign -> {
            if (!campaign.lostItsSession()) {
                throw CampaignRefused.conflict(LocalizedMessage.of("campaign.stopped.meanwhile", String.valueOf(id)));
            }
            return campaign;
        });
    }

    /**
     * A new campaign with these settings, not yet started; whom the first one reached is not held against it.
     *
     * @param name what it is called
     */
    @Needs(Role.OPERATOR)
    public Campaign clone(long id, String name) {
        var like = find(id).settings();
        var draft = CampaignDraft.of(like.withName(CampaignEdit.enteredName(name)));
        // braces of a text from before there were placeholders are none in its copy either
        var message = MessageEdit.again(like.message());
        refuseUnknownFile(message, null);
        return create(draft.settings(sessionOf(draft), message), id);
    }

    /**
     * Puts a campaign out of sight. It keeps everything, and a resume brings it back.
     *
     * @throws CampaignRefused unknown; conflict while it runs
     */
    @Needs(Role.OPERATOR)
    public Campaign archive(long id) {
        return store.changed(campaigns.change(id, ActivityType.ARCHIVED, campaign -> {
            if (campaign.isRunning()) {
                throw CampaignRefused.conflict(LocalizedMessage.of("campaign.archive.running", String.valueOf(id)));
            }
            return campaign.isArchived() ? campaign : campaign.archived(campaigns.now());
        }));
    }

    /**
     * Takes a draft away, with everything that was written in it. Its id is not given out again.
     *
     * @param ifVersion the version that the caller saw, or null when any will do
     * @throws CampaignRefused unknown, stale; conflict when it was started before, or people are recorded as reached
     */
    @Needs(Role.OPERATOR)
    public Campaign delete(long id, Integer ifVersion) {
        var deleted = campaigns.delete(id, campaign -> {
            if (ifVersion != null && ifVersion != campaign.version()) {
                throw CampaignRefused.stale(campaign, ifVersion);
            }
            if (campaign.status() != CampaignStatus.CREATED) {
                throw CampaignRefused.conflict(LocalizedMessage.of("campaign.delete.started", String.valueOf(id)));
            }
        });
        store.deleted(deleted);
        LOG.info(() -> "campaign " + id + " deleted, a draft" + campaigns.by());
        return deleted;
    }

    /** @throws CampaignRefused unknown */
    @Needs(Role.OPERATOR)
    public Campaign unarchive(long id) {
        return store.changed(campaigns.change(
                id, ActivityType.UNARCHIVED, campaign -> campaign.isArchived() ? campaign.archived(null) : campaign));
    }

    /**
     * As {@link #resume}, with something that is done in the same transaction: both happen, or neither.
     *
     * @param alongside gets the campaign as it was; what it throws refuses all of it
     */
    Campaign resumeWith(long id, Start start, Consumer<Campaign> alongside) {
        return audiences.recountIfPossible(setRunning(id, start, alongside));
    }

    /**
     * How a campaign is set running.
     *
     * @param verb the type of the activity that is noted
     * @param details of that activity, or null
     * @param confirmation of who may have got it already
     * @param prepared the campaign with the settings that it is to run with; may refuse
     */
    record Start(
            ActivityType verb, LocalizedMessage details, Confirmation confirmation, UnaryOperator<Campaign> prepared) {}

    private Campaign startedAnew(long id, ActivityType verb, Confirmation confirmation) {
        boolean hadEnded = find(id).hasEnded();
        var running = setRunning(id, verb, confirmation, campaign -> campaign);
        return hadEnded ? audiences.recountIfPossible(running) : running;
    }

    private Campaign setRunning(
            long id, ActivityType verb, Confirmation confirmation, UnaryOperator<Campaign> prepared) {
        return setRunning(id, new Start(verb, null, confirmation, prepared), campaign -> {});
    }

    private Campaign setRunning(long id, Start start, Consumer<Campaign> alongside) {
        var known = store.stored(id);
        if (known.isRunning()) {
            // should an earlier start have failed right after its commit, its run begins now; else this does nothing
            begin(known);
        }
        var prepared = start.prepared.apply(known);
        audiences.refuseUnknown(prepared.settings());
        audiences.refuseUnknownFields(prepared.message(), prepared.accountId());
        var session = prepared.session();
        refuseWhenRunning(known.status());
        requireConfirmed(id, maybeReached.of(id), start.confirmation);
        sessions.requireReady(session);
        var running = campaigns.change(
                id,
                start.verb,
                (before, after) -> settled(id).orElse(start.details),
                campaign -> {
                    var next = start.prepared.apply(campaign);
                    refuseWhenRunning(campaign.status());
                    requireConfirmed(id, maybeReached.of(id), start.confirmation);
                    return next.started(campaigns.now());
                },
                alongside);
        LOG.info(() -> "campaign " + id + " " + start.verb + ", run " + running.run() + campaigns.by());
        // not before: other campaigns of a session that is back are resumed then, and this one would be with them
        sessions.tryAgain(session);
        begin(running);
        return running;
    }

    /** What was confirmed is settled with the start, in its transaction, and noted with it. */
    private Optional<LocalizedMessage> settled(long id) {
        var doubt = maybeReached.of(id);
        maybeReached.settle(id);
        return doubt.map(it -> it.people() == null
                ? LocalizedMessage.of("activity.confirmed.unknown")
                : LocalizedMessage.of("activity.confirmed", it.people()));
    }

    private static void requireConfirmed(long id, Optional<Doubt> asked, Confirmation confirmation) {
        if (asked.isEmpty() && confirmation.given()) {
            throw CampaignRefused.conflict(LocalizedMessage.of("campaign.nothing-to-confirm", String.valueOf(id)));
        }
        asked.filter(doubt -> !confirmation.confirms(doubt)).ifPresent(doubt -> {
            throw CampaignRefused.unconfirmed(doubt);
        });
    }

    /** The run first: should memory be busy, what is running in storage is so all the same. */
    private void begin(Campaign running) {
        try {
            engine.start(running.id(), running.run());
        } finally {
            store.changed(running);
        }
    }

    /**
     * Stops a running campaign; any other keeps its status. From its return on nothing more is handed to Telegram; for
     * what was and cannot be taken back, it waits ten seconds at the most. Replies on their way are still recorded.
     *
     * @throws CampaignRefused unknown
     */
    @Needs(Role.OPERATOR)
    public Campaign stop(long id) {
        var stopped = campaigns.change(
                id,
                ActivityType.STOPPED,
                campaign -> campaign.isRunning() || campaign.lostItsSession() ? campaign.stopped() : campaign);
        engine.halt(id, stopped.run());
        store.changed(stopped);
        LOG.info(() -> "campaign " + id + " is " + stopped.status() + ", run " + stopped.run() + campaigns.by());
        return stopped;
    }

    private Session sessionOf(CampaignDraft draft) {
        return sessions.named(draft.session(), draft.accountId());
    }

    private static void refuseWhenRunning(CampaignStatus status) {
        if (status == CampaignStatus.RUNNING) {
            throw CampaignRefused.conflict(LocalizedMessage.of("campaign.running"));
        }
    }

    private static void checkId(long id) {
        if (id < 1) {
            throw CampaignRefused.invalid("campaign_id", LocalizedMessage.of("campaign.id", id));
        }
    }

    private void check(CampaignDraft draft) {
        draft.check();
        refuseUnknownFile(draft.settings(null).message(), null);
    }

    /** @param before the message that the campaign has and keeps; null: none */
    private void refuseUnknownFile(Message message, Message before) {
        var attachment = message.extras().attachment();
        boolean isNew = !message.equals(before) && attachment != null && attachment.isFile();
        if (isNew && !files.touch(attachment.file(), campaigns.now())) {
            throw CampaignRefused.invalid("attachment/file", LocalizedMessage.of("attachment.unknown"));
        }
    }
}
