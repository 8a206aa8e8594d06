/** The pages of a snapshot: what each is used for, how full it is, and what one of them holds. */
@NullMarked
package org.etcdrecovery.core.contents.pages;

import org.jspecify.annotations.NullMarked;
