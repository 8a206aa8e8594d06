package org.etcdrecovery.console.recovery;

/**
 * What was typed for the rehearsal in the step Restore.
 *
 * @param etcd        the program to run; empty to look for one
 * @param everyMember whether all members are rehearsed instead of one
 * @param user        as whom to log in, if authentication is on; the password is not saved
 */
public record RehearsalForm(String etcd, boolean everyMember, String user) {}
