/**
 * Connecting to the members of a cluster: endpoints, certificates, login, one client per member, and failures in words
 * that an operator can act on.
 *
 * <h2>Where jetcd is used</h2>
 *
 * <p>Keys and watches are jetcd's, and so are the messages of the login and of the list of members. The service
 * Maintenance is not: its {@code snapshot} cannot be aimed, cancelled or slowed down, and its messages are of 3.4, so that
 * the storage version, the revision of a hash and the version in a snapshot are lost. Its stubs are generated here from a
 * small proto.
 *
 * <p>Nor are jetcd's channels. They take one name for the certificates of all endpoints, ignore the scheme, set no
 * deadline, and renew a login only for some calls. Each {@link org.etcdrecovery.core.cluster.connect.MemberClient} has
 * one channel to one endpoint, and an interceptor leads jetcd's calls onto it; jetcd's own channel never connects.
 *
 * <p>jetcd's messages were generated for protobuf 3.25 and run with the 4.36 of this program; the tests against real
 * servers would show if they ceased to. Netty comes from its own list of versions, because jetcd alone mixes 4.1 and
 * 4.2.
 *
 * <h2>Who sees the login</h2>
 *
 * <p>{@link org.etcdrecovery.core.cluster.connect.Contacts} decides it for every client and keeps the list of the hosts
 * that were contacted. No other class hands a password, a token or a client certificate to a channel.
 */
@NullMarked
package org.etcdrecovery.core.cluster.connect;

import org.jspecify.annotations.NullMarked;
