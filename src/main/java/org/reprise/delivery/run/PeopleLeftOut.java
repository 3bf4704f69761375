package org.reprise.delivery.run;

/**
 * A run met people whom the targeting selects and who opted out, and hands nothing over to them. A run tells of a
 * person once; the next run of the campaign does so again.
 *
 * @param people how many, above 0
 */
public record PeopleLeftOut(int people) {}
