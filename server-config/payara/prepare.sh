#!/bin/sh
# Before each start: prepare.sh DIRECTORY, where payara-micro.jar lies. Unpacks the server into DIRECTORY/server, once for
# each payara-micro.jar, and says in DIRECTORY/archive.options whether the next start takes the archive of the server's
# classes or makes one when it ends. The JVM takes none that another JVM or server made.
set -e
jar=$(cksum < payara-micro.jar)
if [ "$(cat "$1/server.of" 2>/dev/null)" != "$jar" ]; then
  rm -rf "$1/server" "$1/classes.jsa.whole"
  java -jar payara-micro.jar --rootdir "$1/server" --outputlauncher
  echo "$jar" > "$1/server.of"
fi
if [ -e "$1/classes.jsa.whole" ]; then
  echo "-XX:SharedArchiveFile=$1/classes.jsa"
else
  echo "-XX:ArchiveClassesAtExit=$1/classes.jsa"
fi > "$1/archive.options"
