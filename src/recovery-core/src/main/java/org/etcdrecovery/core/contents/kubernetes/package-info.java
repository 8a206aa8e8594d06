/**
 * Reads the values that Kubernetes API servers store: protobuf in an envelope, JSON, or either of them encrypted.
 *
 * <p>An object is shown in the form and version in which it is stored. An API server converts it to the version that a
 * client asks for, and a newer server may add defaults.
 */
@NullMarked
package org.etcdrecovery.core.contents.kubernetes;

import org.jspecify.annotations.NullMarked;
