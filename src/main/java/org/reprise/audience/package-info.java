/**
 * Who a campaign may reach: the contacts of a session, how they got in, and who asked to be left alone.
 *
 * <p>Promise: a contact is someone who wrote to the session or opted in with a source; an import or a copy of the
 * gateway's chats never erases what is known, and repeating it changes nothing; an opt-out holds for every campaign of
 * the account from the moment its write returns, for {@code OptedOut} tells the runs, which give back whom they have
 * claimed (RunGate of {@code delivery.run}). Whoever blocked a session, or whose account is gone, is left out in the
 * same way until they write again. {@code ContactErased} tells the runs of a contact who is gone for good.
 *
 * <p>{@link org.reprise.audience.Inbound} takes in what people write, as gateways tell it by {@code Incoming} of
 * {@code telegram}: who follows a STOP begins there.
 *
 * <p>{@link org.reprise.audience.Classifier} says to which categories a text belongs, Classifiers puts whoever wrote it
 * into them (src/adr/0024). {@link org.reprise.audience.ReceivedTexts} keeps what was written as long as the settings
 * say.
 *
 * <p>What an account knows of its contacts beside that are {@link org.reprise.audience.ContactDetails}: values of the
 * {@link org.reprise.audience.Attribute attributes} that it declared, tags and a time zone. A run reads of them what
 * the placeholders of its message may ask for ({@link org.reprise.audience.ContactValues}), and nothing else.
 *
 * <p>Whom a targeting selects is a rule ({@link org.reprise.audience.rule.Rule}), which becomes one condition in SQL:
 * {@code audience/targeted} (src/adr/0025). What the API has members of its own for is a {@code Criterion} beside it, a
 * condition that is a rule, too. A new thing to ask is a leaf in {@code rule}; {@link org.reprise.audience.RuleTerms}
 * says whether what it names is there, {@link org.reprise.audience.RuleSaid} puts it into words.
 *
 * <p>How many a rule is for is a {@link org.reprise.audience.Headcount}: of very many contacts an estimate by a
 * {@link org.reprise.audience.Sample}. What a campaign sets out for is always counted.
 *
 * <p>Knows {@code telegram} (sessions and chats), {@code message}, {@code access}, {@code storage} and
 * {@code Settings}; nothing of campaigns, deliveries or HTTP.
 */
package org.reprise.audience;
