package org.etcdrecovery.console.step.source.cluster;

import org.etcdrecovery.console.widget.Tone;

/**
 * A member in the table.
 *
 * @param key      its endpoint, as {@code host:port}
 * @param name     its name; empty if unknown
 * @param id       its ID; empty if unknown
 * @param role     its role in the cluster
 * @param version  the version of its server
 * @param revision the revision of its keyspace
 * @param ahead    how much further that is than the lowest revision of all members; empty if it is not
 * @param index    its commit index
 * @param size     the size of its database, and how much of that is in use
 * @param tone     the tone of its state
 * @param state    its state, in a word or two
 * @param detail   everything else that is known, as marked text
 * @param code     the code of why it did not answer, or only in part; empty if it did
 */
public record MemberRow(String key, String name, String id, String role, String version, String revision, String ahead,
        String index, String size, Tone tone, String state, String detail, String code) {}
