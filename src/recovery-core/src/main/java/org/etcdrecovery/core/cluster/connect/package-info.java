/**
 * Connects to the members of a cluster: endpoints, certificates, login, one client per member, and failures in words
 * that an operator can act on.
 *
 * <h2>Where jetcd is used</h2>
 *
 * <p>jetcd handles keys and watches, and provides the messages of the login and the member list. Its Maintenance client
 * is not used: {@code snapshot} cannot be aimed, cancelled or slowed down, and its messages date from 3.4, so they lack
 * the storage version, the revision of a hash and the version in a snapshot. Those stubs are generated here from a
 * small proto.
 *
 * <p>jetcd's channels are not used either. They take one name for the certificates of all endpoints, ignore the scheme,
 * set no deadline, and renew a login only for some calls. Each {@link
 * org.etcdrecovery.core.cluster.connect.MemberClient} has one channel to one endpoint, and an interceptor redirects
 * jetcd's calls to it; jetcd's own channel never connects.
 *
 * <p>jetcd's messages were generated for protobuf 3.25 and run with this program's 4.36. The tests against real servers
 * would show if they stopped working. Netty's own BOM sets its versions, because jetcd alone mixes 4.1 and 4.2.
 *
 * <h2>Who sees the login</h2>
 *
 * <p>{@link org.etcdrecovery.core.cluster.connect.Contacts} decides this for every client and records the contacted
 * hosts. No other class hands a password, a token or a client certificate to a channel.
 */
@NullMarked
package org.etcdrecovery.core.cluster.connect;

import org.jspecify.annotations.NullMarked;
