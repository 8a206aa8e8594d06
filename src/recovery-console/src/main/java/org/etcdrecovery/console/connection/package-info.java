/**
 * TLS and login of a connection, as typed. Both the lost and the new cluster use these fields. A password is kept in
 * memory only.
 */
@NullMarked
package org.etcdrecovery.console.connection;

import org.jspecify.annotations.NullMarked;
