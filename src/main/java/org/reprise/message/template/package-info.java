/**
 * Placeholders: what stands in double braces in a text and is filled for each person, a subset of Liquid.
 *
 * <p>Purpose: {@link org.reprise.message.template.Tag} finds them in a text,
 * {@link org.reprise.message.template.TreeBuilder} makes a {@link org.reprise.message.template.Template} of them, which
 * is rendered with the values of one person. What a mark of a format is, it does not know: {@code message} does.
 *
 * <p>Promise: all is parsed before anything is rendered, and a {@link org.reprise.message.template.TemplateFault} says
 * where it is wrong; rendering runs no code of a text's, follows no reference, ends in time linear in text and values,
 * and makes the same of the same values for ever: neither clock nor server's language has a say. A value is never read
 * as a placeholder. A filter, or a tag, is one more constant or record here, and a line in {@code src/docs}.
 *
 * <p>May know: nobody.
 */
package org.reprise.message.template;
