package org.etcdrecovery.core.text;

/**
 * An exception whose message may have several lines. It escapes text from outside before it joins the lines, so that each
 * line of the message begins with this program's own words; see {@link Shown}.
 */
public interface ShownMessage {}
