/**
 * Campaigns: what they say, where they stand, and what operators do with them.
 *
 * <p>Purpose: {@link org.reprise.campaign.CampaignService} holds the use cases, {@link org.reprise.campaign.Campaigns}
 * the storage, {@link org.reprise.campaign.CampaignRegistry} the copy in memory that status reads answer from.
 * {@link org.reprise.campaign.WhyService} says why somebody was not written to.
 *
 * <p>{@link org.reprise.campaign.ContactRecordService} tells what is stored about a person, and erases them.
 *
 * <p>Promise: what people and programs change is recorded in the transaction of the change. A use case happens wholly
 * or is refused and changes nothing; every change of status or settings is made to the campaign that was read, or
 * decided anew; what the registry says is never newer than storage, and never goes back.
 *
 * <p>May know: {@code delivery}, {@code session}, {@code audience}, {@code telegram}, {@code message}, {@code restore},
 * {@code access}, {@code storage}. The status machine and the registry are changed with a decision record and a second
 * look.
 */
package org.reprise.campaign;
