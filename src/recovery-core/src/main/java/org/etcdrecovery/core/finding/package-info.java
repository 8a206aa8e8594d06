/**
 * The findings of checks of files and directories. Every finding has a stable code, a severity, a place, and texts that
 * say what was found, why it matters and what to do. Each subject has its own enum of codes and a class for its texts.
 */
@NullMarked
package org.etcdrecovery.core.finding;

import org.jspecify.annotations.NullMarked;
