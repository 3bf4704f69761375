package org.reprise.ui;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.reprise.LocalizedMessage;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignEdit;
import org.reprise.campaign.ExtrasEdit;
import org.reprise.campaign.MessageEdit;
import org.reprise.message.Extras;
import org.reprise.message.FormattedText;
import org.reprise.message.Message;
import org.reprise.message.MessageRefused;
import org.reprise.message.Placeholders;
import org.reprise.message.TextFormat;
import org.reprise.message.TextHint;
import org.reprise.message.VisibleText;
import org.reprise.message.template.TemplateFault;

/** What dialog and editor let an operator enter. */
public class CampaignForm implements Serializable {
    private static final long serialVersionUID = 1;

    private String name;
    private String text;
    private TextFormat format = TextFormat.PLAIN;

    /** A text from before there were placeholders, whose braces stay what they are; null: there is none. */
    private String literal;

    private ExtrasForm extras = new ExtrasForm();
    private Long limit;
    private BigDecimal seconds = BigDecimal.ONE;

    static CampaignForm of(Campaign campaign) {
        var form = new CampaignForm();
        form.name = campaign.name();
        form.text = campaign.message().text();
        form.format = campaign.message().format();
        form.literal = campaign.message().isPersonal() ? null : form.text;
        form.extras = ExtrasForm.of(campaign.message().extras());
        form.limit = campaign.limit();
        form.seconds = BigDecimal.valueOf(campaign.pace().toMillis(), 3).stripTrailingZeros();
        return form;
    }

    /** Of everything that stands in the form. */
    CampaignEdit edit() {
        return CampaignEdit.NOTHING
                .name(name())
                .message(new MessageEdit(text(), format, ExtrasEdit.to(extras())))
                .limit(limit)
                .pace(pace());
    }

    /** What is wrong with the message, in words; the other fields have validators. */
    Optional<String> wrong(Words words) {
        if (getFlaw() != null) {
            return Optional.of(words.flaw(getFlaw()));
        } else if (getFault() != null) {
            return Optional.of(words.say(getFault()));
        } else if (VisibleText.isBlank(arriving().text())) {
            return Optional.of(words.of("message.blank"));
        }
        return isTooLong() ? Optional.of(words.of("message.long", getLength(), getLongest())) : Optional.empty();
    }

    /** Says it beside the message. */
    boolean refuses(String where, Words words) {
        var wrong = wrong(words);
        wrong.ifPresent(what -> Refusal.tell(where + ":message:text", what));
        return wrong.isPresent();
    }

    /** Whether both say the same of the campaign. */
    boolean says(CampaignForm other, Words words) {
        return text().equals(other.text())
                && Objects.equals(limit, other.limit)
                && pace().equals(other.pace())
                && FormWords.of(this, words).equals(FormWords.of(other, words));
    }

    /** The text as it arrives; while its format cannot read it, as it is written. */
    private FormattedText arriving() {
        return isReadable() ? outline() : FormattedText.parse(text(), TextFormat.PLAIN);
    }

    private boolean isReadable() {
        return getFlaw() == null && getFault() == null;
    }

    /** With each placeholder as it is written. */
    private FormattedText outline() {
        return isPersonal() ? Placeholders.outline(text(), format) : FormattedText.parse(text(), format);
    }

    /** Whether the text is filled for each person. */
    public boolean isPersonal() {
        return Placeholders.areIn(text()) && !text().equals(literal);
    }

    /** What is wrong with a placeholder of the text, or null. */
    public LocalizedMessage getFault() {
        try {
            outline();
            return null;
        } catch (TextFormat.Unparsable another) {
            return null;
        } catch (TemplateFault fault) {
            return fault.said();
        }
    }

    /** Why Telegram would not take the text in its format, or null. */
    public TextFormat.Unparsable getFlaw() {
        try {
            outline();
            return null;
        } catch (TemplateFault another) {
            return null;
        } catch (TextFormat.Unparsable unparsable) {
            return unparsable;
        }
    }

    /** What Telegram takes and looks like a slip; nothing while it takes none of it. */
    public List<TextHint> getHints() {
        return isReadable() ? arriving().hints() : List.of();
    }

    /** How it will look: HTML that is safe to show. */
    public String getBubble() {
        return Bubble.html(arriving());
    }

    /** As it goes to Telegram: browsers send a line's end as two characters. */
    String text() {
        return text == null ? "" : text.replace("\r\n", "\n");
    }

    /** Never null: an empty name takes the old one away. */
    String name() {
        return name == null ? "" : name;
    }

    Extras extras() {
        return extras.extras();
    }

    /** Empty: it cannot be sent like this. */
    Optional<Message> message() {
        try {
            return Optional.of(
                    isPersonal() || literal == null
                            ? Message.of(text(), format, extras())
                            : Message.of(text(), format, extras(), Message.accepted(literal, format, extras())));
        } catch (MessageRefused refused) {
            return Optional.empty();
        }
    }

    public ExtrasForm getExtras() {
        return extras;
    }

    Duration pace() {
        return seconds == null
                ? Duration.ZERO
                : Duration.ofMillis(seconds.movePointRight(3).longValue());
    }

    /** By Telegram's counting: UTF-16 units without the marks. Of a personal one what everybody has at the least. */
    public int getLength() {
        return isPersonal() && isReadable()
                ? Placeholders.minLength(text(), format)
                : arriving().length();
    }

    public boolean isTooLong() {
        return getLength() > getLongest();
    }

    public int getLongest() {
        return extras.hasAttachment() ? Message.MAX_CAPTION_LENGTH : Message.MAX_TEXT_LENGTH;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    public TextFormat getFormat() {
        return format;
    }

    public void setFormat(TextFormat format) {
        this.format = format;
    }

    public TextFormat[] getFormats() {
        return TextFormat.values();
    }

    public Long getLimit() {
        return limit;
    }

    public void setLimit(Long limit) {
        this.limit = limit;
    }

    public BigDecimal getSeconds() {
        return seconds;
    }

    public void setSeconds(BigDecimal seconds) {
        this.seconds = seconds;
    }
}
