package org.reprise.campaign;

/** A campaign's settings or status were committed. */
public record CampaignChanged(Campaign campaign) {}
