/**
 * What every room may use: settings, the source of time, texts for people in their language, and threads.
 *
 * <p>{@link org.reprise.Settings} are read once, and all that is wrong with them is refused together.
 * {@link org.reprise.TimeSource} is the time of whatever waits or paces; what is only written down is stamped by its
 * clock. A {@link org.reprise.LocalizedMessage} is a sentence before anybody knows who reads it. OptOutWords are a
 * setting, which {@code audience} obeys; SearchText is how {@code campaign}, {@code audience} and {@code delivery}
 * search alike.
 *
 * <p>It knows no room.
 */
package org.reprise;
