package org.etcdrecovery.console.home;

/**
 * What the operator must know before anything else.
 *
 * @param title what it is about
 * @param text  a sentence or two
 */
public record HomeNotice(String title, String text) {}
