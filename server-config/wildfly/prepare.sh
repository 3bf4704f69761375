#!/bin/sh
# Before each start: prepare.sh DIRECTORY. Says in DIRECTORY/archive.options whether the next start takes the archive of the
# server's classes or makes one when it ends. The JVM takes none that another JVM or server made.
set -e
if [ -e "$1/classes.jsa.whole" ]; then
  echo "-XX:SharedArchiveFile=$1/classes.jsa"
else
  echo "-XX:ArchiveClassesAtExit=$1/classes.jsa"
fi > "$1/archive.options"
