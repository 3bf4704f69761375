package org.reprise.audience;

import org.reprise.audience.rule.Condition.Reach;

/**
 * Which of a session's contacts are read to count some of them: all, or one in so many, drawn by their user ids. The
 * same people are drawn each time, so that two estimates can be compared.
 *
 * @param oneIn 1: all of them; else {@link #DRAWN} times a power of two
 */
public record Sample(int oneIn) {
    public static final Sample ALL = new Sample(1);

    /** One contact in so many has a place in the index {@code contact_drawn}. */
    static final int DRAWN = 64;

    public boolean isAll() {
        return oneIn == 1;
    }

    /** How what others have is asked of those who are read. */
    Reach reach() {
        return isAll() ? Reach.ALL : Reach.FEW;
    }

    /** How many people there are where so many of the sample were found. */
    public Headcount of(long found) {
        return isAll() ? Headcount.exact(found) : new Headcount(found * oneIn, margin(found), oneIn);
    }

    /** What is found of a sample is spread as a Poisson number: twice its deviation, and what small numbers need. */
    private long margin(long found) {
        return Math.round(oneIn * (2 * Math.sqrt(found) + 3));
    }
}
