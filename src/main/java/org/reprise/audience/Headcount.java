package org.reprise.audience;

import java.io.Serializable;

/**
 * How many people, counted or estimated.
 *
 * @param people the number, or the likeliest one
 * @param margin 0 where they were counted; else the true number is no further away in 19 of 20 cases
 * @param oneIn one contact in so many was looked at; 1: each
 */
public record Headcount(long people, long margin, int oneIn) implements Serializable {
    public static Headcount exact(long people) {
        return new Headcount(people, 0, 1);
    }

    public boolean isEstimated() {
        return margin > 0;
    }

    /** The most that there are in 19 of 20 cases. */
    public long most() {
        return people + margin;
    }

    /** Those who are left when so many are taken away. */
    public Headcount without(long some) {
        return new Headcount(people - some, margin, oneIn);
    }

    /** How many of them a limit leaves: itself, once there are surely more. @param limit null: none */
    public Headcount upTo(Long limit) {
        if (limit == null || limit >= most()) {
            return this;
        }
        return limit <= people - margin ? exact(limit) : new Headcount(Math.min(limit, people), margin, oneIn);
    }
}
