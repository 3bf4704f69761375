package org.reprise.ui;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.MessageRevision;

/** What dialog and editor let an operator enter. */
public class CampaignForm implements Serializable {
    private static final long serialVersionUID = 1;

    private String name;
    private String text;
    private Long limit;
    private BigDecimal seconds = BigDecimal.ONE;

    static CampaignForm of(Campaign campaign) {
        var form = new CampaignForm();
        form.name = campaign.name();
        form.text = campaign.text();
        form.limit = campaign.limit();
        form.seconds = BigDecimal.valueOf(campaign.pace().toMillis(), 3).stripTrailingZeros();
        return form;
    }

    /** Says beside the message what is wrong with it; the other fields have validators. */
    boolean refuses(String where, Words words) {
        if (text().isBlank()) {
            Refusal.tell(where + ":message:text", words.of("message.blank"));
        } else if (isTooLong()) {
            Refusal.tell(where + ":message:text", words.of("message.long", getLength(), MessageRevision.LONGEST));
        }
        return text().isBlank() || isTooLong();
    }

    /** As it goes to Telegram: browsers send a line's end as two characters. */
    String text() {
        return text == null ? "" : text.replace("\r\n", "\n");
    }

    /** Never null: an empty name takes the old one away. */
    String name() {
        return name == null ? "" : name;
    }

    Duration pace() {
        return seconds == null
                ? Duration.ZERO
                : Duration.ofMillis(seconds.movePointRight(3).longValue());
    }

    /** By Telegram's counting: UTF-16 units. */
    public int getLength() {
        return text().length();
    }

    public boolean isTooLong() {
        return getLength() > MessageRevision.LONGEST;
    }

    public int getLongest() {
        return MessageRevision.LONGEST;
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
