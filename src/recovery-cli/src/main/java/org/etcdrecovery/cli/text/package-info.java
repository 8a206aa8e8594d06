/**
 * What verbs print for people.
 */
@NullMarked
package org.etcdrecovery.cli.text;

import org.jspecify.annotations.NullMarked;
