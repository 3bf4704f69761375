package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.reprise.access.AuditAction;
import org.reprise.access.Caller;
import org.reprise.access.Role;
import org.reprise.audience.TimeCriterion;
import org.reprise.audience.rule.Side;
import org.reprise.campaign.CampaignList;
import org.reprise.campaign.CampaignStatus;
import org.reprise.delivery.ledger.ActivityType;
import org.reprise.delivery.ledger.DeliveryReason;
import org.reprise.message.Filling;
import org.reprise.message.TextFormat;
import org.reprise.storage.DatabaseTrouble;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.SessionState;
import org.reprise.telegram.WaitCause;

class MessagesTest {
    private static final Pattern IN_PAGES = Pattern.compile("(?:msg\\['|words\\.of\\(')([a-zA-Z.]+)'");
    private static final Pattern IN_BEANS = Pattern.compile("words\\.of\\(\\s*\"([a-zA-Z.]+[a-zA-Z])\"");

    private static final Pattern MEMBER = Pattern.compile("\\.add\\(\"([a-z_]+)\"");

    private final Properties english = load("messages.properties");
    private final Properties german = load("messages_de.properties");

    @Test
    void bothLanguagesHaveTheSameKeysAndPlaceholders() {
        assertThat(german.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (var key : english.stringPropertyNames()) {
            assertThat(placeholders(german, key)).as(key).isEqualTo(placeholders(english, key));
        }
    }

    @Test
    void everyKeyThatPagesAndBeansUseExists() throws IOException {
        assertThat(english.stringPropertyNames())
                .containsAll(keys(Path.of("webapp"), IN_PAGES))
                .containsAll(keys(Path.of("src/main/java/org/reprise/ui"), IN_BEANS));
    }

    @Test
    void whateverACampaignCanBeHasAWord() {
        var computed = Stream.of(
                        Stream.of(CampaignStatus.values()).map(status -> "status." + status),
                        Stream.of(ActivityType.values()).map(type -> "activity." + type),
                        Stream.of(WaitCause.values()).map(cause -> "waiting." + cause.name()),
                        Stream.of(SessionState.values())
                                .map(state -> "sessions.state." + state.name().toLowerCase(Locale.ROOT)),
                        Stream.of(SendOutcome.Reason.values()).map(reason -> "reason." + reason),
                        Stream.of(CampaignList.Order.values()).map(order -> "list.order." + order),
                        Stream.of(TimeCriterion.values())
                                .map(TimeCriterion::key)
                                .flatMap(key -> Stream.of("form." + key, "form." + key + ".time")),
                        Stream.of(Side.values()).map(side -> "form.side." + side),
                        Stream.of(TextFormat.Flaw.values()).map(flaw -> "flaw." + flaw),
                        Stream.of(AuditAction.values()).map(action -> "audit.action." + action),
                        Stream.of(Caller.Kind.values()).map(kind -> "audit.kind." + kind.name()),
                        Stream.of(Role.values()).flatMap(role -> Stream.of("role." + role, "role." + role + ".text")),
                        Stream.of(DatabaseTrouble.values()).map(trouble -> "system.database." + trouble),
                        Stream.of(TextFormat.values())
                                .flatMap(format -> Stream.of("format." + format, "format.name." + format)),
                        Stream.of(Verb.values())
                                .flatMap(verb ->
                                        Stream.of("verb." + verb, "ask." + verb + ".title", "ask." + verb + ".text")))
                .flatMap(keys -> keys)
                .toList();
        assertThat(english.stringPropertyNames()).containsAll(computed);
    }

    /** Those that some change is recorded with. */
    @Test
    void whateverTheRecordOfWhatWasDoneNamesHasAWord() throws IOException {
        var members = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java/org/reprise"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(MessagesTest::read)
                    .filter(source -> source.contains("Change.to(") || source.contains("new Change("))
                    .flatMap(source -> MEMBER.matcher(source).results())
                    .forEach(found -> members.add("audit.member." + found.group(1)));
        }
        assertThat(members).contains("audit.member.sleep_time", "audit.member.opted_out");
        assertThat(english.stringPropertyNames()).containsAll(members);
    }

    @Test
    void whyRecipientsWereNotReachedHasWords() {
        var reasons = Stream.<Stream<? extends DeliveryReason>>of(
                        Stream.of(DeliveryReason.Noted.values()),
                        Stream.of(SendOutcome.LostReply.values()).map(DeliveryReason.ReplyLost::new),
                        Stream.of(SendOutcome.Reason.values()).map(DeliveryReason.Refused::new),
                        Stream.of(Filling.Cause.values()).map(DeliveryReason.Unfilled::new),
                        Stream.of(new DeliveryReason.Paused(WaitCause.FLOOD_WAIT)))
                .flatMap(each -> each)
                .map(reason -> "reason." + reason.stored().replace(' ', '-'))
                .toList();
        assertThat(english.stringPropertyNames()).containsAll(reasons);
    }

    /** MessageFormat would take a straight apostrophe for a quotation mark and swallow it, and placeholders with it. */
    @Test
    void apostrophesAreTypographic() {
        assertThat(english.values()).noneMatch(text -> text.toString().contains("'"));
        assertThat(german.values()).noneMatch(text -> text.toString().contains("'"));
    }

    private static Set<String> keys(Path directory, Pattern use) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(xhtml|java)"))
                    .flatMap(file -> use.matcher(read(file)).results())
                    .map(found -> found.group(1))
                    .filter(key -> !key.endsWith("."))
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> placeholders(Properties texts, String key) {
        return Pattern.compile("\\{[^}]*}")
                .matcher(texts.getProperty(key))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Properties load(String name) {
        try (var in = new InputStreamReader(Words.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            var texts = new Properties();
            texts.load(in);
            return texts;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
