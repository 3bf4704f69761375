package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.testing.CampaignDrafts.aCampaign;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.access.AuditService;
import org.reprise.access.Caller;
import org.reprise.access.Role;
import org.reprise.audience.Audience;
import org.reprise.audience.ContactService;
import org.reprise.delivery.ledger.DeliveryCounts;
import org.reprise.delivery.report.OpenRecipients;
import org.reprise.delivery.report.Recipients;
import org.reprise.delivery.report.RecipientsCsv;
import org.reprise.message.Extras;
import org.reprise.message.TextFormat;
import org.reprise.storage.StorageBroken;
import org.reprise.telegram.Identity;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionState;
import org.reprise.telegram.StoredFiles;
import org.reprise.testing.CampaignEdits;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

/** Whatever people and programs change is recorded with the change, and what Reprise does by itself is not. */
class AuditHooksTest {
    private static final Caller ANN = new Caller(
            Caller.Kind.PERSON, 3L, "ann@example.org", 1, Role.OWNER, 9L, new Caller.Origin("192.0.2.7", "req-1"));

    private TestReprise reprise;

    @AfterEach
    void close() {
        reprise.close();
    }

    private void open(TestDatabase database) {
        reprise = new TestReprise(
                database,
                new ScriptedTelegram(10)
                        .answering(message -> message.recipient() % 5 == 0
                                ? new SendOutcome.Unknown(SendOutcome.LostReply.NO_REPLY_IN_TIME)
                                : new SendOutcome.Sent()));
    }

    private <T> T byAnn(Callable<T> work) {
        try {
            return reprise.caller.during(ANN, work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Oldest first. */
    private List<AuditEntry> entries() {
        var newestFirst = new AuditService(reprise.audit, reprise.quotas, reprise.caller)
                .page(Audit.Filter.ALL, Audit.Cursor.START, 500);
        return IntStream.range(0, newestFirst.size())
                .mapToObj(i -> newestFirst.get(newestFirst.size() - 1 - i))
                .toList();
    }

    private List<AuditAction> actions() {
        return entries().stream().map(AuditEntry::action).toList();
    }

    private AuditEntry last() {
        var all = entries();
        return all.get(all.size() - 1);
    }

    private Void accept(int campaigns) {
        new RestoreService(reprise.maybeReached, reprise.campaigns, reprise.audit, reprise.caller).accept(campaigns);
        return null;
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theLifeOfACampaignIsRecordedByWhoLedIt(TestDatabase database) {
        open(database);
        long id = byAnn(() -> reprise.desk.create(aCampaign("Secret text").draft()))
                .id();
        assertThat(last().subject()).isEqualTo(Subject.of("campaign", id));
        assertThat(last().after())
                .isEqualTo(json("{'account_id':1,'name':null,'session':'demo','format':'plain','limit':null,"
                        + "'target_recipients':null,'sleep_time':0.0,'targeting':[]}"));
        byAnn(() -> reprise.desk.update(
                id, CampaignEdits.ofText("Another secret").name("Spring").limit(7L)));
        assertThat(last().before()).isEqualTo(json("{'name':null,'limit':null,'revision':1}"));
        assertThat(last().after()).isEqualTo(json("{'name':'Spring','limit':7,'revision':2,'changed':['text']}"));
        byAnn(() -> reprise.start(id));
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        byAnn(() -> reprise.uncertain.countOneAsSent(id, 5));
        assertThat(last().after()).isEqualTo(json("{'user_id':'5'}"));
        byAnn(() -> reprise.desk.update(id, CampaignEdit.NOTHING.limit(null)));
        byAnn(() -> reprise.resume(id));
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        byAnn(() -> reprise.uncertain.sendAgain(id, 1));
        byAnn(() -> reprise.desk.archive(id));
        byAnn(() -> reprise.desk.archive(id));
        byAnn(() -> reprise.desk.unarchive(id));
        long copy = byAnn(() -> reprise.desk.clone(id, "Copy")).id();
        assertThat(last().after()).containsEntry("copy_of", Json.createValue(id));
        byAnn(() -> {
            reprise.recordReached(copy, 77);
            reprise.recordReached(copy, 77);
            return null;
        });
        long draft =
                byAnn(() -> reprise.desk.create(aCampaign("Nothing").draft())).id();
        byAnn(() -> reprise.desk.delete(draft, null));

        assertThat(actions())
                .containsExactly(
                        AuditAction.SESSION_CONNECTED,
                        AuditAction.CAMPAIGN_CREATED,
                        AuditAction.CAMPAIGN_CHANGED,
                        AuditAction.CAMPAIGN_STARTED,
                        AuditAction.RECIPIENTS_COUNTED,
                        AuditAction.CAMPAIGN_CHANGED,
                        AuditAction.CAMPAIGN_RESUMED,
                        AuditAction.RECIPIENTS_RELEASED,
                        AuditAction.CAMPAIGN_ARCHIVED,
                        AuditAction.CAMPAIGN_UNARCHIVED,
                        AuditAction.CAMPAIGN_CREATED,
                        AuditAction.RECIPIENTS_RECORDED,
                        AuditAction.CAMPAIGN_CREATED,
                        AuditAction.CAMPAIGN_DELETED);
        assertThat(entries()).allSatisfy(entry -> {
            assertThat(entry.actorKind()).isEqualTo("PERSON");
            assertThat(entry.actorId()).isEqualTo(3);
            assertThat(entry.actorName()).isEqualTo("ann@example.org");
            assertThat(entry.origin()).isEqualTo(ANN.origin());
            assertThat(String.valueOf(entry.before()) + entry.after()).doesNotContainIgnoringCase("secret");
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theTimelineNamesThePersonAndNobodyWhereRepriseDidItByItself(TestDatabase database) {
        open(database);
        long id = byAnn(() -> reprise.desk.create(aCampaign("Hello").draft())).id();
        byAnn(() -> reprise.start(id));
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        byAnn(() -> reprise.uncertain.countAsSent(id, 2));
        assertThat(reprise.campaigns.activity(id, 10))
                .extracting(activity -> activity.type() + " " + activity.actor())
                .containsExactly(
                        "counted-as-sent ann@example.org",
                        "completed null",
                        "started ann@example.org",
                        "created ann@example.org");
        assertThat(reprise.campaigns.newestActivity(reprise.desk.find(id)))
                .isEqualTo(reprise.campaigns.activity(id, 10));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatNobodyDidIsNotRecorded(TestDatabase database) {
        open(database);
        long id = reprise.desk.create(aCampaign("Hello").draft()).id();
        reprise.start(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(entries()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void sessionsContactsAndFilesAreRecorded(TestDatabase database) throws Exception {
        open(database);
        var demo = reprise.sessions.named("demo", 1);
        var sessions = reprise.allSessions;
        byAnn(() -> {
            var bot = sessions.open(1, "shop", Session.Kind.BOT, Session.Via.BOTAPI);
            sessions.connected(bot.id(), new Identity(4711, null, "+1"));
            sessions.connected(bot.id(), new Identity(4711, null, "+1"));
            sessions.pace(bot.id(), 3.5, false);
            sessions.noteCodeShown(bot);
            sessions.noteCodeShown(bot);
            sessions.wantSync(bot);
            sessions.stopSync(bot);
            sessions.change(bot.id(), SessionState.LOST, "gone");
            sessions.change(bot.id(), SessionState.DISCONNECTED, null);
            sessions.change(bot.id(), SessionState.DISCONNECTED, null);
            return null;
        });
        assertThat(actions())
                .containsExactly(
                        AuditAction.SESSION_CONNECTED,
                        AuditAction.SESSION_CHANGED,
                        AuditAction.LOGIN_CODE_SHOWN,
                        AuditAction.CONTACTS_COPIED,
                        AuditAction.CONTACTS_COPIED,
                        AuditAction.SESSION_DISCONNECTED);
        assertThat(entries().get(1).before()).isEqualTo(json("{'rate':null,'paid_broadcast':false}"));
        assertThat(entries().get(1).after()).isEqualTo(json("{'rate':3.5,'paid_broadcast':false}"));

        byAnn(() -> reprise.importCsv(demo, "user_id,opted_out\n1001,\n1002,yes\n"));
        assertThat(last().action()).isEqualTo(AuditAction.CONTACTS_IMPORTED);
        assertThat(last().after()).isEqualTo(json("{'imported':2,'updated':0,'opted_out':1}"));
        var many = new StringBuilder("user_id\n");
        IntStream.range(5_000, 7_500).forEach(user -> many.append(user).append('\n'));
        byAnn(() -> reprise.importCsv(demo, many.toString()));
        assertThat(actions()).endsWith(AuditAction.IMPORT_BEGAN, AuditAction.CONTACTS_IMPORTED);
        assertThat(last().after()).isEqualTo(json("{'imported':2500,'updated':0,'opted_out':0}"));

        var contacts = new ContactService(reprise.optOuts, reprise.audit, changed -> {});
        byAnn(() -> {
            contacts.optOut(demo, 3);
            contacts.optOut(demo, 3);
            new FileService(new StoredFiles(reprise.settings), reprise.quotas, reprise.audit)
                    .keep(new ByteArrayInputStream(new byte[3]));
            var test = new TestSend(
                    reprise.sessions,
                    new Audience(reprise.storage),
                    reprise.contacts,
                    reprise.optOuts,
                    reprise.lanes,
                    reprise.audit,
                    told -> {});
            test.send("demo", 2, "Hi", TextFormat.PLAIN, Extras.NONE);
            var recipients = new Recipients(reprise.storage, new DeliveryCounts(reprise.storage));
            new RecipientsCsv(
                            recipients,
                            new OpenRecipients(reprise.storage, reprise.recent),
                            reprise.quotas,
                            reprise.audit)
                    .write(new Recipients.Filter(1, demo, null, null), new StringWriter());
            return null;
        });
        assertThat(actions())
                .endsWith(
                        AuditAction.CONTACTS_IMPORTED,
                        AuditAction.OPTED_OUT,
                        AuditAction.FILE_KEPT,
                        AuditAction.TEST_SENT,
                        AuditAction.EXPORTED);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRefusedChangeLeavesNoEntry(TestDatabase database) {
        open(database);
        long id = reprise.desk.create(aCampaign("Hello").draft()).id();
        assertThatThrownBy(() -> byAnn(() ->
                        reprise.desk.update(id, CampaignEdit.NOTHING.limit(3L).ifVersion(99))))
                .isInstanceOf(CampaignRefused.class);
        assertThatThrownBy(() -> byAnn(() -> reprise.retries.retry(id, 4))).isInstanceOf(CampaignRefused.class);
        assertThatThrownBy(() -> byAnn(() -> reprise.uncertain.countAsSent(id, 4)))
                .isInstanceOf(CampaignRefused.class);
        assertThatThrownBy(() -> byAnn(() -> accept(3))).isInstanceOf(CampaignRefused.class);
        byAnn(() -> reprise.desk.update(id, CampaignEdit.NOTHING));
        byAnn(() -> reprise.desk.stop(id));
        assertThat(entries()).isEmpty();
        assertThat(reprise.desk.find(id).status()).isEqualTo(CampaignStatus.CREATED);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatCannotBeRecordedDoesNotHappen(TestDatabase database) {
        open(database);
        long id = reprise.desk.create(aCampaign("Hello").draft()).id();
        reprise.start(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        var before = reprise.campaigns.find(id).orElseThrow();
        var told = reprise.campaigns.activity(id, 50);
        var session = before.session();
        reprise.storage.write(handle -> handle.execute("alter table audit rename to audit_elsewhere"));

        for (Callable<?> change : List.<Callable<?>>of(
                () -> reprise.desk.create(aCampaign("Another").draft()),
                () -> reprise.desk.update(id, CampaignEdits.ofText("Other")),
                () -> reprise.resume(id),
                () -> reprise.desk.archive(id),
                () -> reprise.uncertain.countAsSent(id, 2),
                () -> reprise.uncertain.sendOneAgain(id, 5),
                () -> {
                    reprise.recordReached(id, 4711);
                    return null;
                },
                () -> reprise.importCsv(session, "user_id\n8001\n"),
                () -> {
                    new ContactService(reprise.optOuts, reprise.audit, changed -> {}).optOut(session, 2);
                    return null;
                },
                () -> reprise.allSessions.pace(session.id(), 2.0, false))) {
            assertThatThrownBy(() -> byAnn(change)).isInstanceOf(StorageBroken.class);
        }

        var now = reprise.campaigns.find(id).orElseThrow();
        assertThat(now).isEqualTo(before);
        assertThat(reprise.campaigns.activity(id, 50)).isEqualTo(told);
        assertThat(reprise.campaigns.all()).hasSize(1);
        assertThat(reprise.contacts.find(session, 8001)).isEmpty();
        assertThat(reprise.optOuts.causes(1, List.of(2L))).isEmpty();
        assertThat(reprise.ledger.lastReached(id)).isEqualTo(10);
    }
}
