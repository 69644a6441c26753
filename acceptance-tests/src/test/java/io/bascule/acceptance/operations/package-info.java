/** What an operator does to a venue that runs, seen by its counterparties. */
package io.bascule.acceptance.operations;
