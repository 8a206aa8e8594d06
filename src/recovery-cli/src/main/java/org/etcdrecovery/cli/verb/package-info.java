/**
 * One class for each verb, and what verbs have in common.
 */
@NullMarked
package org.etcdrecovery.cli.verb;

import org.jspecify.annotations.NullMarked;
