package org.etcdrecovery.core.store.schedule;

/**
 * A file to install.
 *
 * @param name its name
 * @param text its content
 */
public record ScheduledFile(String name, String text) {}
