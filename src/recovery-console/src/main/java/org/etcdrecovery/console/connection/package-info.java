/**
 * TLS and login of a connection: how they are typed, once for the cluster that was lost and once for the new one. A
 * password is kept in memory only.
 */
@NullMarked
package org.etcdrecovery.console.connection;

import org.jspecify.annotations.NullMarked;
