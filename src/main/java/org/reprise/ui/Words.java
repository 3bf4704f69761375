package org.reprise.ui;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reprise.LocalizedMessage;
import org.reprise.TimeSource;
import org.reprise.access.Role;
import org.reprise.audience.Headcount;
import org.reprise.audience.LeftOut;
import org.reprise.audience.Targeting;
import org.reprise.campaign.Activity;
import org.reprise.campaign.Campaign;
import org.reprise.delivery.ledger.DeliveryReason;
import org.reprise.message.TextFormat;
import org.reprise.telegram.WaitCause;

/** Texts with numbers and names in them, in the language of the page that is being made. */
@Named
@ApplicationScoped
public class Words {
    static final String BUNDLE = "org.reprise.ui.messages";
    private static final int EXCERPT = 90;

    @Inject
    private TimeSource time;

    /** The text of {@code key}; {@code {0}} and so on stand for {@code values}, numbers as the language writes them. */
    public String of(String key, Object... values) {
        var locale = locale();
        var pattern = ResourceBundle.getBundle(BUNDLE, locale).getString(key);
        return new MessageFormat(pattern, locale).format(values);
    }

    /**
     * Where the operator is, as their browser says (reprise.js); the server's zone until it has said so, or when it
     * says nothing that can be used.
     */
    public ZoneId getZone() {
        var cookie = (Cookie) FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestCookieMap()
                .get("zone");
        try {
            return cookie == null
                    ? ZoneId.systemDefault()
                    : ZoneId.of(URLDecoder.decode(cookie.getValue(), StandardCharsets.UTF_8));
        } catch (DateTimeException | IllegalArgumentException unusable) {
            return ZoneId.systemDefault();
        }
    }

    Instant now() {
        return time.now();
    }

    /** When the operator's day began. */
    Instant midnight() {
        return now().atZone(getZone()).toLocalDate().atStartOfDay(getZone()).toInstant();
    }

    /** Time of day in the operator's zone, with the day before it unless that is today; nothing for null. */
    public String time(Instant time) {
        if (time == null) {
            return "";
        }
        var at = time.atZone(getZone());
        var style = at.toLocalDate().equals(now().atZone(getZone()).toLocalDate())
                ? DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT);
        return style.withLocale(locale()).format(at);
    }

    /** Time of day to the second, in the operator's zone. */
    public String clock(Instant time) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM)
                .withLocale(locale())
                .format(time.atZone(getZone()));
    }

    /** The same to the second. */
    public String exactly(Instant time) {
        var at = time.atZone(getZone());
        var style = at.toLocalDate().equals(now().atZone(getZone()).toLocalDate())
                ? DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM)
                : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT, FormatStyle.MEDIUM);
        return style.withLocale(locale()).format(at);
    }

    /** How far its messages are apart. */
    public String pace(Duration pace) {
        return pace.isZero()
                ? of("fact.pace.none")
                : of("fact.pace.every", BigDecimal.valueOf(pace.toMillis(), 3).stripTrailingZeros());
    }

    /**
     * When a campaign was made, and by whom if that is known.
     *
     * @param note of it; null: it is not kept any more
     */
    public String made(Activity note, Campaign campaign) {
        var at = precise(campaign.times().createdAt());
        return note == null || note.actor() == null ? at : of("fact.made.by", at, note.actor());
    }

    /** With its day, in the operator's zone: for a sentence, where it stands behind "on". */
    public String moment(Instant time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale())
                .format(time.atZone(getZone()));
    }

    /** Rounded to what matters: {@code 38 s}, {@code 4 min}, {@code 2 h 5 min}, {@code 3 d 4 h}; nothing for null. */
    public String duration(Duration time) {
        if (time == null) {
            return "";
        }
        long minutes = time.plusSeconds(30).toMinutes();
        return time.toMinutes() < 1
                ? of("time.seconds", time.toSeconds())
                : minutes < 60
                        ? of("time.minutes", minutes)
                        : minutes < 48 * 60
                                ? of("time.hours", minutes / 60, minutes % 60)
                                : of("time.days", minutes / 1440, minutes % 1440 / 60);
    }

    /** What was done to a campaign, with how many are left where that is of interest. */
    String done(Verb verb, Campaign campaign) {
        return of(
                "done." + verb,
                label(campaign),
                campaign.totalRecipients(campaign.tally()) - campaign.tally().processed());
    }

    /** The name of a campaign, or what stands for it. */
    public String label(Campaign campaign) {
        return campaign.name() == null ? of("list.unnamed", campaign.id()) : campaign.name();
    }

    /** What the core says, in the page's language; nothing for null. */
    public String say(LocalizedMessage said) {
        return said == null ? "" : said.in(locale());
    }

    /** Why a run waits, in the page's language. */
    public String cause(WaitCause cause) {
        return of("waiting." + cause.name());
    }

    /** The same, with the time since when there is trouble. */
    public String waiting(CampaignRow row) {
        var cause = cause(row.waitingFor());
        return row.waitingSince() == null ? cause : of("status.since", cause, time(row.waitingSince()));
    }

    /** Why a recipient has its outcome, in the same way; nothing for null. */
    public String reason(DeliveryReason reason) {
        return reason == null ? "" : known("reason.", reason.stored());
    }

    /** Gateways have causes of their own: those that no bundle knows are shown as they are. */
    private static String known(String prefix, String text) {
        return find(prefix + text.replace(' ', '-')).orElse(text);
    }

    /** Texts without numbers and names in them; nothing when no bundle has that key. */
    static Optional<String> find(String key) {
        var bundle = ResourceBundle.getBundle(BUNDLE, locale());
        return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
    }

    /** How many are left out, and why; nothing when nobody is. */
    public String leftOut(LeftOut people) {
        if (people == null || people.total() == 0) {
            return "";
        }
        var why = Stream.of(LeftOut.Cause.values())
                .filter(cause -> people.of(cause) > 0)
                .map(cause -> of("leftOut.of." + cause, people.of(cause)))
                .collect(Collectors.joining(", "));
        return of("leftOut.all", why);
    }

    /** What is wrong with a text, and where. */
    public String flaw(TextFormat.Unparsable flaw) {
        return of("flaw." + flaw.flaw(), flaw.mark(), flaw.position());
    }

    /** What the campaign is called; one without a name by its number. */
    public String campaign(Campaign campaign) {
        return campaign.name() != null ? campaign.name() : of("list.unnamed", campaign.id());
    }

    /** Whom it is for, in a sentence. */
    public String audience(Campaign campaign) {
        return audience(campaign.targeting(), campaign.session().name());
    }

    /** Whom of a sender's contacts it selects, in a sentence. */
    String audience(Targeting targeting, String sender) {
        var conditions = targeting.words(this::precise);
        return of(
                conditions.isEmpty() ? "audience.all" : "audience.some",
                sender,
                say(LocalizedMessage.list(conditions)));
    }

    /** The beginning of its text as people get it, without marks, on one line; up to 90 characters. */
    public String excerpt(Campaign campaign) {
        var line = read(campaign).strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= EXCERPT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, EXCERPT)) + "…";
    }

    public String role(Role role) {
        return of("role." + role);
    }

    /** What something was done to; a kind that no bundle knows is shown as it is. */
    public String subject(String kind, String id) {
        var key = "audit.subject." + kind;
        return find(key).isPresent() ? of(key, id) : kind + " " + id;
    }

    /** The time until then as it counts down, like reprise.js goes on with it. */
    public String left(Instant until) {
        long seconds =
                Math.max(0, Duration.between(now(), until).plusMillis(999).toSeconds());
        long minutes = seconds / 60;
        return minutes >= 1 && minutes < 60
                ? of("time.minutes.seconds", minutes, seconds % 60)
                : duration(Duration.ofSeconds(minutes == 0 ? seconds : minutes * 60));
    }

    /** What the language of that code is called; a code that is none is shown as it is. */
    public String language(String code) {
        var name = Locale.forLanguageTag(code.replace('_', '-')).getDisplayLanguage(locale());
        return name.isEmpty() ? code : name;
    }

    /** To the second, with its day. */
    public String precise(Instant time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT, FormatStyle.MEDIUM)
                .withLocale(locale())
                .format(time.atZone(getZone()));
    }

    /** What people call the browser that names itself so, and what it runs on. */
    public String browser(String agent) {
        var browser = BrowserName.of(agent);
        var name = browser.name().isEmpty() ? of("me.browser") : browser.name();
        return browser.system().isEmpty() ? name : of("me.browser.on", name, browser.system());
    }

    /** As part of an address. */
    public String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String read(Campaign campaign) {
        try {
            return campaign.message().outline().text();
        } catch (TextFormat.Unparsable written) {
            // no campaign is saved like that; should an older Reprise have done so, it is shown as it is written
            return campaign.message().text();
        }
    }

    /** Like {@code 1,204.5}. */
    String decimal(BigDecimal number) {
        var format = NumberFormat.getNumberInstance(locale());
        format.setMaximumFractionDigits(number.scale());
        return format.format(number);
    }

    /** A day as people of the page's language write it. */
    String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale())
                .format(day);
    }

    /** Like {@code 1,204}, of an estimate like {@code ≈ 1.2 million}: no more digits than it is worth. */
    public String count(Headcount people) {
        if (!people.isEstimated()) {
            return number(people.people());
        }
        return people.people() == 0
                ? of("count.few", RoughNumber.of(people.most(), locale()))
                : of("count.about", RoughNumber.of(people.people(), locale()));
    }

    /** How it was estimated, and how far off it may be; empty where each was counted. */
    public String estimate(Headcount people) {
        return people.isEstimated() ? of("count.hint", people.oneIn(), RoughNumber.of(people.margin(), locale())) : "";
    }

    /** Like {@code 1,204}. */
    public String number(long number) {
        return String.format(locale(), "%,d", number);
    }

    private static Locale locale() {
        return FacesContext.getCurrentInstance().getViewRoot().getLocale();
    }
}
